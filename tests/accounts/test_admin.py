import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/accounts/user/add/"


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def change_url(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def test_an_administrator_signs_in_where_everybody_does_and_arrives_in_the_admin(client):
    UserFactory(administrator=True, email="admin@example.org")
    entrance = client.get("/admin/accounts/user/", follow=True)

    response = client.post(
        "/account/login/",
        {
            "login": "admin@example.org",
            "password": PASSWORD,
            "next": entrance.context["redirect_field_value"],
        },
        follow=True,
    )

    assert response.request["PATH_INFO"] == "/admin/accounts/user/"


def test_the_admin_takes_no_password_past_the_limit_on_guessing(client):
    UserFactory(administrator=True, email="admin@example.org")

    client.post("/admin/login/", {"username": "admin@example.org", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_the_entrance_of_the_admin_leads_to_no_other_site(client, administrator):
    assert client.get("/admin/login/?next=https://evil.example/").url == "/admin/"


def test_a_coordinator_is_no_administrator(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get("/admin/", follow=True).status_code == 404


def test_an_account_opened_in_the_admin_can_sign_in(client, administrator):
    client.post(ADD, {"email": "New@example.org", "name": "New Sample", "usable_password": "false"})

    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert user.emailaddress_set.get().verified


def test_the_admin_does_not_open_a_second_account_for_an_address(client, administrator):
    UserFactory(email="sample@example.org")

    response = client.post(ADD, {"email": "Sample@example.org", "usable_password": "false"})

    assert "email" in response.context["adminform"].form.errors


def test_the_admin_does_not_give_away_an_address_somebody_signs_in_with(client, administrator):
    other = UserFactory()
    other.emailaddress_set.create(email="second@example.org", verified=True)

    response = client.post(ADD, {"email": "second@example.org", "usable_password": "false"})

    assert response.context["adminform"].form.errors == {
        "email": ["Somebody else signs in with this address."]
    }


def test_the_admin_shows_and_corrects_an_account(client, administrator):
    user = UserFactory(email="old@example.org", roles=[Role.MEMBER])
    group = user.groups.get()
    assert client.get(change_url(user)).status_code == 200

    client.post(
        change_url(user),
        {"email": "new@example.org", "name": "Sample", "is_active": "on", "groups": [group.pk]},
    )

    user = User.objects.get(pk=user.pk)
    assert user.email == "new@example.org"
    assert user.has_role(Role.MEMBER)
    assert [address.email for address in user.emailaddress_set.all()] == ["new@example.org"]


def test_the_admin_lists_and_finds_accounts(client, administrator):
    UserFactory(name="Findable Sample")

    response = client.get("/admin/accounts/user/?q=findable")

    assert [str(user) for user in response.context["cl"].result_list] == ["Findable Sample"]
