"""Whoever learnt a password, or held a session, is out once the owner acts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.steps import letters_to, sign_in_by_code
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "sample@example.org"
NEW = "another made-up passphrase"


@pytest.fixture
def user():
    return UserFactory(email=EMAIL)


@pytest.fixture
def other():
    """The browser on another device."""
    return Client()


def still_in(client):
    return client.get("/account/email/").status_code == 200


def both_in(user, *clients):
    for client in clients:
        client.force_login(user)
        assert still_in(client)


def test_changing_the_password_ends_every_other_session(client, other, user):
    both_in(user, client, other)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert (still_in(client), still_in(other)) == (True, False)
    assert letters_to(EMAIL)[-1].subject == "Your password was changed"


def test_setting_a_first_password_ends_every_other_session(client, other):
    user = User.objects.create_user(EMAIL)
    both_in(user, other)
    sign_in_by_code(client, EMAIL)

    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})

    assert (still_in(client), still_in(other)) == (True, False)
    assert letters_to(EMAIL)[-1].subject == "A password was set"


def test_choosing_a_new_password_by_mail_ends_every_session(client, other, user):
    both_in(user, other)
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    link = re.search(
        r"https?://[^/\s]+(/account/password/reset/key/[^\s>]+)", letters_to(EMAIL)[-1].body
    )[1]
    form = client.get(link, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert not still_in(other)
    assert letters_to(EMAIL)[-1].subject == "Your password was changed"


def test_a_link_to_a_new_password_works_once(client, other, user):
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    link = re.search(
        r"https?://[^/\s]+(/account/password/reset/key/[^\s>]+)", letters_to(EMAIL)[-1].body
    )[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert "no longer good" in other.get(link, follow=True).text


def test_closing_the_account_ends_every_session(client, other, user):
    both_in(user, client, other)

    user.is_active = False
    user.save()

    assert (still_in(client), still_in(other)) == (False, False)


def test_signing_out_here_leaves_the_other_session(client, other, user):
    both_in(user, client, other)

    client.post(reverse("account_logout"))

    assert (still_in(client), still_in(other)) == (False, True)


def test_signing_in_changes_the_name_of_the_session(client, user):
    # Asking for a passkey is the first thing that is remembered of a visitor.
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    before = client.cookies["sessionid"].value

    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})

    assert still_in(client)
    assert client.cookies["sessionid"].value != before
