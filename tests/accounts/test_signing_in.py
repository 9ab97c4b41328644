import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from portal.accounts.models import User
from portal.mail import tasks
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def no_attempts_counted():
    # allauth counts attempts per address in the cache, which outlives a test.
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(email="sample@example.org")


def is_signed_in(client):
    return "_auth_user_id" in client.session


def sign_in(client, email, password, **fields):
    return client.post(LOGIN, {"login": email, "password": password} | fields)


def code_sent_to(email):
    tasks.deliver_due()
    (letter,) = [letter for letter in mail.outbox if letter.to[0].endswith(email)]
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letter.body)[0]


def test_one_signs_in_by_password(client, user):
    response = sign_in(client, "sample@example.org", PASSWORD)

    assert response.url == reverse("me")
    assert is_signed_in(client)


def test_the_case_of_the_address_does_not_matter(client, user):
    sign_in(client, "Sample@Example.ORG", PASSWORD)

    assert is_signed_in(client)


def test_one_returns_to_where_one_was_sent_from(client, user):
    response = sign_in(client, "sample@example.org", PASSWORD, next="/events/")

    assert response.url == "/events/"


def test_signing_in_leads_to_no_other_site(client, user):
    response = sign_in(client, "sample@example.org", PASSWORD, next="https://elsewhere.example/")

    assert response.url == reverse("me")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, user):
    wrong = sign_in(client, "sample@example.org", "another passphrase")
    unknown = sign_in(client, "nobody@example.org", PASSWORD)

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}
    assert not is_signed_in(client)


def test_a_closed_account_cannot_sign_in(client):
    UserFactory(email="sample@example.org", is_active=False)

    sign_in(client, "sample@example.org", PASSWORD)

    assert not is_signed_in(client)


def test_signing_out_needs_a_button(client, user):
    client.force_login(user)

    client.get("/account/logout/")
    assert is_signed_in(client)

    client.post("/account/logout/")
    assert not is_signed_in(client)


def test_one_signs_in_by_a_code_sent_by_mail(client, user):
    response = client.post("/account/login/code/", {"email": "sample@example.org"})
    assert response.url == "/account/login/code/confirm/"

    response = client.post(response.url, {"code": code_sent_to("sample@example.org")})

    assert response.url == reverse("me")
    assert is_signed_in(client)


def test_an_account_without_a_password_signs_in_by_code(client):
    User.objects.create_user("sample@example.org")

    client.post("/account/login/code/", {"email": "sample@example.org"})
    client.post("/account/login/code/confirm/", {"code": code_sent_to("sample@example.org")})

    assert is_signed_in(client)


def test_a_wrong_code_does_not_sign_in(client, user):
    client.post("/account/login/code/", {"email": "sample@example.org"})

    response = client.post("/account/login/code/confirm/", {"code": "AAA-AAA"})

    assert response.status_code == 200
    assert "code" in response.context["form"].errors
    assert not is_signed_in(client)


def test_a_code_works_once(client, user):
    client.post("/account/login/code/", {"email": "sample@example.org"})
    code = code_sent_to("sample@example.org")
    client.post("/account/login/code/confirm/", {"code": code})
    client.post("/account/logout/")

    client.post("/account/login/code/confirm/", {"code": code})

    assert not is_signed_in(client)


def test_the_page_does_not_promise_a_code_to_an_address_it_says_nothing_about(client, db):
    page = client.post(
        reverse("account_request_login_code"), {"email": "who@example.org"}, follow=True
    )

    assert "If there is an account" in page.text
    assert "has been sent" not in page.text


def test_asking_for_a_code_does_not_tell_who_has_an_account(client, user):
    known = client.post("/account/login/code/", {"email": "sample@example.org"})
    unknown = client.post("/account/login/code/", {"email": "nobody@example.org"})

    assert known.url == unknown.url


def test_signing_up_is_closed(client):
    asked = client.get("/account/signup/")
    tried = client.post(
        "/account/signup/", {"email": "new@example.org", "password1": "a made-up passphrase"}
    )

    assert asked.status_code == tried.status_code == 200
    assert "account/signup_closed.html" in [template.name for template in tried.templates]
    assert not User.objects.filter(email="new@example.org").exists()
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("address", [LOGIN, "/account/password/reset/"])
def test_an_address_has_one_name_on_every_form(client, db, address):
    page = client.get(address).text

    assert "E-mail address" in page
    assert ">Email" not in page
