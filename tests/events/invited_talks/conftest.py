import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


@pytest.fixture
def queries(client):
    """Counts the queries of a page."""

    def count(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count
