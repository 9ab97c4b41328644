"""Providers: how one is led there, and what may go wrong until one is back."""

import time

import jwt
import pytest
from django.urls import reverse

from tests import oidc
from tests.accounts.coming import ORCID, answer_with_code, leave_for, signed_in
from tests.factories.accounts import SocialAccountFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(db):
    return UserFactory(email="known@uni-a.example")


def test_without_providers_the_page_offers_none(client, db):
    assert "With ORCID" not in client.get("/account/login/").text


def test_each_provider_has_its_button(client, servers, db):
    page = client.get("/account/login/").text

    assert all(f"With {name}" in page for name in ("ORCID", "University A", "University B"))


def test_a_provider_that_is_not_configured_does_not_exist(client, servers, db):
    for name in ("uni-c", "openid_connect"):
        assert client.post(reverse("openid_connect_login", args=[name])).status_code == 404


def test_nobody_is_led_away_without_pressing_a_button(client, servers, db):
    page = client.get(reverse("openid_connect_login", args=["orcid"]))

    assert page.status_code == 200
    assert "address" not in page.context


def test_the_way_to_a_provider_weakens_no_policy(client, servers, db):
    page = client.post(reverse("openid_connect_login", args=["orcid"]))

    policy = page["Content-Security-Policy"]
    assert "form-action 'self'" in policy.split("; ")  # in whatever order they stand
    assert servers.orcid.url not in policy


def test_the_provider_gets_one_address_to_return_to_whatever_the_language(client, servers, db):
    address = leave_for(client, "orcid")

    assert (
        "redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Foidc%2Forcid%2Flogin%2Fcallback%2F"
        in address
    )


def test_who_cancels_at_the_provider_is_told_that_nothing_happened(client, servers, user):
    page = client.get(servers.orcid.refuses(leave_for(client, "orcid")), follow=True)

    assert "Signing in was cancelled" in page.text
    assert signed_in(client) is None


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    mine = servers.orcid.agrees(leave_for(client, "orcid"), ORCID)
    somebody_else = type(client)()

    page = somebody_else.get(mine)

    assert page.status_code == 401
    assert "did not tell us who you are" in page.text
    assert signed_in(somebody_else) is None


def test_an_answer_for_one_provider_is_none_for_another(client, servers, user):
    SocialAccountFactory(user=user, provider="uni-b", uid="subject-1")
    back = servers.uni_a.agrees(leave_for(client, "uni-a"), "subject-1")

    page = client.get(back.replace("/uni-a/", "/uni-b/"))

    assert page.status_code == 401
    assert signed_in(client) is None


def test_an_answer_works_once(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    back = servers.orcid.agrees(leave_for(client, "orcid"), ORCID)
    client.get(back)
    client.logout()

    assert client.get(back).status_code == 401
    assert signed_in(client) is None


def test_a_provider_that_is_away_gives_a_page(client, settings, db):
    gone = oidc.Liar()
    gone.stop()
    settings.SOCIALACCOUNT_PROVIDERS = oidc.configured(uni_a=(gone.url, ""))

    page = client.post(reverse("openid_connect_login", args=["uni-a"]))

    assert page.status_code == 401
    assert "University A did not tell us who you are" in page.text


@pytest.mark.parametrize(
    "said",
    [b"<html>", b"", [], "sample", {}, {"authorization_endpoint": "javascript:alert(1)"}],
)
def test_a_provider_that_describes_itself_wrongly_gives_a_page(client, liar, db, said):
    liar.answers["/.well-known/openid-configuration"] = said

    assert client.post(reverse("openid_connect_login", args=["uni-a"])).status_code == 401


TOKEN = {"access_token": "a", "id_token": "b.c.d"}


@pytest.mark.parametrize(
    ("token", "userinfo"),
    [
        (b"<html>", {}),
        ([], {}),
        ("access_token", {}),
        ({"access_token": None}, {}),
        ({"access_token": "a"}, {"sub": "subject-1"}),
        (TOKEN, {}),
        (TOKEN, []),
        (TOKEN, b"<html>"),
        (TOKEN, {"sub": ""}),
        (TOKEN, {"sub": "subject\0"}),
        (TOKEN, {"sub": "\ud800"}),
        (TOKEN, {"sub": 7}),
        (TOKEN, {"sub": "x" * 500}),
        (TOKEN, {"sub": "subject-1"}),
        (TOKEN | {"expires_in": "soon"}, {"sub": "subject-1"}),
    ],
)
def test_a_provider_that_answers_nonsense_gives_a_page(client, liar, db, token, userinfo):
    liar.answers |= {"/token": token, "/userinfo": userinfo}

    page = answer_with_code(client)

    assert page.status_code == 401
    assert signed_in(client) is None


def id_token(liar, **changed):
    claims = {"iss": liar.url, "aud": "portal", "sub": "subject-1", "exp": time.time() + 60}
    return jwt.encode(claims | changed, "x" * 32)


@pytest.mark.parametrize(
    ("changed", "comes_in"),
    [
        ({}, True),
        ({"sub": "subject-2"}, False),
        ({"aud": "somebody else"}, False),
        ({"iss": "https://elsewhere.example"}, False),
        ({"exp": 1}, False),
    ],
)
def test_a_token_that_is_for_somebody_else_opens_nothing(client, liar, user, changed, comes_in):
    SocialAccountFactory(user=user, provider="uni-a", uid="subject-1")
    token = {"access_token": "a", "id_token": id_token(liar, **changed)}
    liar.answers |= {"/token": token, "/userinfo": {"sub": "subject-1"}}

    answer_with_code(client)

    assert (signed_in(client) == user) is comes_in


@pytest.mark.parametrize("said", [None, 7, ["a"], {"a": 1}, "a\0b", "\ud800", "", "x" * 999])
def test_what_cannot_be_stored_of_somebody_is_left_out(client, liar, user, said):
    SocialAccountFactory(user=user, provider="uni-a", uid="subject-1")
    token = {"access_token": "a", "id_token": id_token(liar)}
    about = {"sub": "subject-1", "name": said, "email": said, "email_verified": said}
    liar.answers |= {"/token": token, "/userinfo": about}

    answer_with_code(client)

    assert signed_in(client) == user


def test_a_place_is_led_to_providers_thirty_times_a_minute(client, liar, db):
    login = reverse("openid_connect_login", args=["uni-a"])

    answers = [client.post(login).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_a_provider_that_goes_away_in_between_gives_a_page(client, liar, db):
    page = answer_with_code(client, meanwhile=liar.answers.clear)

    assert page.status_code == 401
