import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProgrammeFactory


@pytest.fixture
def organiser(client):
    """An organiser, signed in."""
    user = UserFactory(roles=[Role.ORGANISER], name="Sample Organiser")
    client.force_login(user)
    return user


@pytest.fixture
def programme():
    """The programme with an address to write to."""
    return ProgrammeFactory(contact="office@example.org")
