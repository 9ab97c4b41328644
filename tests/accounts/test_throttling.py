import socket

import pytest
from django.test import Client
from django.urls import reverse

from portal.preferences.models import Preferences
from tests.accounts.steps import (
    ask_for_code,
    code_of_app,
    is_signed_in,
    letters_to,
    set_up_app,
    sign_in,
    sign_in_by_code,
)
from tests.factories.accounts import UserFactory
from tests.factories.projects import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "sample@uni-a.example"
TOO_MANY = "Too many failed login attempts"
OTHER_PLACE = "192.0.2.7"


@pytest.fixture
def user():
    return UserFactory(email=EMAIL)


def try_passwords(client, emails):
    return [sign_in(client, email, "not the one") for email in emails]


def numbered(number):
    return [f"{n}@uni-a.example" for n in range(number)]


def codes_asked(emails):
    # Each in a browser of its own: one that waits for a code is sent to where it is entered.
    return [ask_for_code(Client(), email).status_code for email in emails]


# Passwords


@pytest.mark.parametrize("email", [EMAIL, "nobody@uni-a.example"])
def test_after_five_wrong_passwords_an_address_must_wait_known_or_not(client, user, email):
    answers = try_passwords(client, [email] * 6)

    assert [TOO_MANY in answer.text for answer in answers] == [False] * 5 + [True]


def test_then_the_right_password_must_wait_too_from_wherever(client, user):
    try_passwords(client, [EMAIL] * 6)

    sign_in(elsewhere := Client(REMOTE_ADDR=OTHER_PLACE), EMAIL)

    assert not is_signed_in(elsewhere)


def test_the_case_of_the_address_makes_no_new_one(client, user):
    answers = try_passwords(client, [EMAIL] * 5 + [EMAIL.upper()])

    assert TOO_MANY in answers[-1].text


def test_after_ten_wrong_passwords_a_place_must_wait_whatever_the_address(client, user):
    answers = try_passwords(client, numbered(11))

    assert [TOO_MANY in answer.text for answer in answers] == [False] * 10 + [True]


def test_others_elsewhere_sign_in_meanwhile(client, user):
    try_passwords(client, numbered(11))

    sign_in(elsewhere := Client(REMOTE_ADDR=OTHER_PLACE), EMAIL)

    assert is_signed_in(elsewhere)


def test_a_place_may_try_thirty_times_a_minute_whatever_comes_of_it(client, user):
    answers = [answer.status_code for answer in try_passwords(client, [EMAIL] * 31)]

    assert answers == [200] * 30 + [429]


def test_the_page_that_says_so_is_ours(client, user):
    page = try_passwords(client, [EMAIL] * 31)[-1]

    assert "That was a little too often" in page.text


# Codes by mail


@pytest.mark.parametrize("email", [EMAIL, "nobody@uni-a.example"])
def test_an_address_gets_three_codes_a_minute_known_or_not(user, email):
    assert codes_asked([email] * 4) == [302, 302, 302, 200]
    assert len(letters_to(email)) == 3


def test_a_place_asks_for_twenty_codes_a_minute(db):
    assert codes_asked(numbered(21)) == [302] * 20 + [200]


def test_a_wrong_code_may_be_entered_three_times(client, user):
    ask_for_code(client, EMAIL)
    confirm = reverse("account_confirm_login_code")

    answers = [client.post(confirm, {"code": "AAAA-AAAA"}).status_code for _ in range(3)]

    assert answers == [200, 200, 302]


# The rest


def test_an_address_gets_five_links_for_a_new_password_an_hour(client, user):
    reset = reverse("account_reset_password")

    answers = [client.post(reset, {"email": EMAIL}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(letters_to(EMAIL)) == 5


def test_a_place_asks_for_twenty_links_a_minute(client, user):
    reset = reverse("account_reset_password")

    answers = [client.post(reset, {"email": email}).status_code for email in numbered(21)]

    assert answers == [302] * 20 + [429]


def test_a_place_opens_twenty_accounts_a_minute(client):
    InstitutionFactory(domains=["uni-a.example"])
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()
    signup = reverse("account_signup")

    answers = [
        Client().post(signup, {"name": "A", "email": email}).status_code for email in numbered(21)
    ]

    assert answers == [302] * 20 + [429]


def test_an_address_gets_one_mail_in_three_minutes_however_often_it_signs_up(client):
    InstitutionFactory(domains=["uni-a.example"])
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()

    for _ in range(3):
        Client().post(reverse("account_signup"), {"name": "A", "email": EMAIL})

    assert len(letters_to(EMAIL)) == 1


def test_after_five_wrong_second_steps_the_right_one_must_wait(client, user):
    client.force_login(user)
    secret = set_up_app(client)
    client.logout()
    sign_in(client, EMAIL)
    second = reverse("mfa_authenticate")

    for _ in range(5):
        client.post(second, {"code": "000"})
    page = client.post(second, {"code": code_of_app(secret)})

    assert TOO_MANY in page.text
    assert not is_signed_in(client)


def test_who_is_there_is_answered_ten_times_a_minute(client, user):
    client.force_login(user)
    ask = reverse("account_reauthenticate")

    answers = [client.post(ask, {"password": "not the one"}).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


def test_a_place_tries_twenty_passkeys_a_minute(client, db):
    login = reverse("mfa_login_webauthn")

    answers = [client.post(login, {"credential": "{}"}).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]


# While Redis is away


@pytest.fixture
def _without_redis(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    location = {"LOCATION": f"redis://127.0.0.1:{port}/0"}
    settings.CACHES = {"default": settings.CACHES["default"] | location}


@pytest.mark.usefixtures("_without_redis")
def test_without_redis_one_signs_in_by_password(client, user):
    try_passwords(client, [EMAIL] * 9)

    sign_in(client, EMAIL)

    assert is_signed_in(client)


@pytest.mark.usefixtures("_without_redis")
def test_without_redis_one_signs_in_by_code(client, user):
    sign_in_by_code(client, EMAIL)

    assert is_signed_in(client)


@pytest.mark.usefixtures("_without_redis")
def test_without_redis_the_second_step_is_asked_for_as_ever(client, user):
    client.force_login(user)
    secret = set_up_app(client)
    client.logout()
    sign_in(client, EMAIL)
    assert not is_signed_in(client)

    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_of_app(secret)})
    assert is_signed_in(client)
