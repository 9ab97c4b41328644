"""Before an account can be opened in a new way, whoever holds the session shows that it is theirs."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.steps import code_sent_to, is_signed_in, sign_in_by_code
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "sample@example.org"
WAYS = ["mfa_add_webauthn", "mfa_activate_totp", "account_set_password"]
AGAIN = reverse("account_sign_in_again")


@pytest.fixture
def user():
    """Somebody who has neither password nor second factor."""
    return User.objects.create_user(EMAIL)


def let_time_pass(client, seconds=301):
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - seconds
    session.save()


@pytest.mark.parametrize("name", WAYS)
def test_who_has_just_signed_in_by_a_code_is_asked_for_nothing(client, user, name):
    sign_in_by_code(client, EMAIL)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", WAYS)
def test_who_signed_in_a_while_ago_signs_in_anew(client, user, name):
    sign_in_by_code(client, EMAIL)
    let_time_pass(client)

    page = client.get(reverse(name), follow=True)

    assert page.redirect_chain[-1][0].startswith(AGAIN)


def test_a_stale_session_sets_no_password(client, user):
    sign_in_by_code(client, EMAIL)
    let_time_pass(client)

    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})

    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_stale_session_adds_no_address(client, user):
    sign_in_by_code(client, EMAIL)
    let_time_pass(client)

    client.post(reverse("account_email"), {"action_add": "", "email": "other@example.org"})

    assert EmailAddress.objects.get().email == EMAIL


def test_signing_in_anew_leads_back_to_what_was_asked_for(client, user):
    sign_in_by_code(client, EMAIL)
    let_time_pass(client)
    offer = client.get(reverse("mfa_activate_totp"), follow=True)

    login = client.post(reverse("account_logout"), {"next": offer.context["next"]}, follow=True)
    assert not is_signed_in(client)
    ask = client.post(
        reverse("account_request_login_code"),
        {"email": EMAIL, "next": login.context["redirect_field_value"]},
    )
    page = client.post(ask.url, {"code": code_sent_to(EMAIL), "next": reverse("mfa_activate_totp")})

    assert page.url == reverse("mfa_activate_totp")
    assert client.get(page.url).status_code == 200


def test_it_leads_to_no_other_site(client, user):
    sign_in_by_code(client, EMAIL)

    page = client.get(AGAIN, {"next": "https://elsewhere.example/"})

    assert page.context["next"].startswith(reverse("account_login"))


def test_who_has_a_password_is_asked_for_it_before_adding_an_address(client):
    client.force_login(UserFactory(email=EMAIL))

    page = client.post(
        reverse("account_email"), {"action_add": "", "email": "other@example.org"}, follow=True
    )
    assert "Is it you?" in page.text
    assert EmailAddress.objects.count() == 1

    client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert EmailAddress.objects.count() == 2
