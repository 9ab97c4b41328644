import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def organiser(client):
    """An organiser who is signed in."""
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


@pytest.fixture
def text_of(client):
    """Ask for a page and return its HTML on one line."""

    def ask(url):
        response = client.get(url)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return ask


@pytest.fixture
def queries(client):
    """Counts the queries of a page."""

    def count(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def queries_of(client, queries):
    """Counts the queries of a page that was asked for before."""

    def count(url):
        client.get(url)
        return queries(url)

    return count
