"""Forms without a cookie: what a browser says of where a form comes from decides for visitors."""

import re

import pytest
from django.test import Client, override_settings

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
OWN = "http://testserver"
ELSEWHERE = "https://evil.example"
TOKEN = re.compile('name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def browser():
    UserFactory(email="sample@example.org")
    return Client(enforce_csrf_checks=True)


def sign_in(browser, *, headers=None, **fields):
    typed = {"login": "sample@example.org", "password": PASSWORD} | fields
    return browser.post(LOGIN, typed, headers=headers or {})


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": OWN},
    ],
    ids=["modern", "fetch metadata alone", "plain HTTP or older: Origin alone"],
)
def test_a_visitor_signs_in_from_the_portals_own_page_without_any_cookie(browser, headers):
    browser.get(LOGIN)
    assert not browser.cookies

    sign_in(browser, headers=headers)

    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": ELSEWHERE},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": ELSEWHERE},
        {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://testserver:81"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Referer": f"{OWN}{LOGIN}"},
        {},
    ],
    ids=str,
)
def test_nobody_is_signed_in_by_a_form_from_elsewhere(browser, headers):
    response = sign_in(browser, headers=headers)

    assert response.status_code == 403
    assert not is_signed_in(browser)


def test_a_form_from_another_site_brings_no_cookie(browser):
    response = sign_in(browser, headers={"Sec-Fetch-Site": "cross-site", "Origin": ELSEWHERE})

    assert not response.cookies
    assert "grown too old" in response.text


def test_a_trusted_origin_counts_as_our_own(browser):
    with override_settings(CSRF_TRUSTED_ORIGINS=["https://portal.example.org"]):
        trusting = Client(enforce_csrf_checks=True)
        sign_in(trusting, headers={"Origin": "https://portal.example.org"})

    assert is_signed_in(trusting)


def test_a_browser_that_says_nothing_is_told_and_its_second_try_works(browser):
    browser.get(LOGIN)
    first = sign_in(browser)
    assert "Your browser does not say" in first.text
    assert list(first.cookies) == ["csrftoken"]

    token = TOKEN.search(browser.get(LOGIN).text)[1]
    sign_in(browser, csrfmiddlewaretoken=token)

    assert is_signed_in(browser)


def test_the_cookie_of_a_silent_browser_is_no_use_to_another_page(browser):
    sign_in(browser)

    response = sign_in(browser, csrfmiddlewaretoken="a" * 64)

    assert response.status_code == 403
    assert not is_signed_in(browser)


def test_whoever_is_signed_in_needs_the_token_whatever_the_browser_says(browser):
    user = UserFactory()
    browser.force_login(user)
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": OWN}

    refused = browser.post("/account/logout/", headers=headers)
    assert refused.status_code == 403
    assert is_signed_in(browser)

    token = TOKEN.search(browser.get("/account/logout/").text)[1]
    browser.post("/account/logout/", {"csrfmiddlewaretoken": token}, headers=headers)
    assert not is_signed_in(browser)


def test_a_token_does_not_excuse_a_form_from_elsewhere(browser):
    browser.force_login(UserFactory())
    token = TOKEN.search(browser.get("/account/logout/").text)[1]

    response = browser.post(
        "/account/logout/", {"csrfmiddlewaretoken": token}, headers={"Origin": ELSEWHERE}
    )

    assert response.status_code == 403


def test_a_form_open_in_another_tab_is_not_refused_once_a_code_was_asked_for(browser):
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": OWN}
    stale = TOKEN.search(browser.get(LOGIN).text)[1]
    browser.post("/account/login/code/", {"email": "sample@example.org"}, headers=headers)

    response = sign_in(browser, headers=headers, csrfmiddlewaretoken=stale)

    assert response.status_code == 302


def test_the_page_with_a_form_is_kept_apart_by_cookie(browser):
    assert "Cookie" in browser.get(LOGIN)["Vary"]


def test_over_https_a_referer_from_elsewhere_is_refused_even_without_an_origin(browser):
    response = browser.post(
        LOGIN,
        {"login": "sample@example.org", "password": PASSWORD},
        headers={"Sec-Fetch-Site": "same-origin", "Referer": "https://evil.example/"},
        secure=True,
    )

    assert response.status_code == 403
