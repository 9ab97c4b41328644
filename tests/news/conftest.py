import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def editor(db):
    return UserFactory(name="Sample Editor", roles=[Role.EDITOR])


@pytest.fixture
def at_desk(client, editor):
    """Return a browser in which an editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def typed():
    """Return what a browser sends of the article form, with changes."""

    def make(**changes):
        return {
            "title": "Sample title",
            "summary": "A sample summary.",
            "body": "A sample text.",
            "language": "en",
            "then": "",
        } | changes

    return make
