import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def member(client):
    """A member, signed in."""
    user = UserFactory(roles=[Role.MEMBER], name="Sample Member")
    client.force_login(user)
    return user


@pytest.fixture
def organiser(client):
    """An organiser, signed in."""
    user = UserFactory(roles=[Role.ORGANISER], name="Sample Organiser")
    client.force_login(user)
    return user


@pytest.fixture
def told():
    """Tells what the messages on a page say."""
    return lambda response: [str(message) for message in response.context["messages"]]
