import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/me/", "/desk/", "/events/"])
def test_a_page_for_somebody_signed_in_is_kept_by_nobody_in_between(client, address):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get(address)["Cache-Control"] == "private"


def test_a_page_for_visitors_may_be_kept(client):
    assert "Cache-Control" not in client.get("/")
