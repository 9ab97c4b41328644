"""Signing in from a browser that has never been here: no cookie before the form is sent."""

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import PASSWORD, UserFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])


@JAVASCRIPT
def test_a_fresh_browser_signs_in_and_gets_its_first_cookie_by_that(new_page, javascript):
    UserFactory(email="sample@example.org", name="Sample Person")
    page = new_page(javascript=javascript)
    page.goto("/account/login/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("E-mail address").last.fill("sample@example.org")
    assert page.context.cookies() == []

    page.get_by_role("button", name="Sign in with password").click()

    expect(page.get_by_role("heading", name="Sample Person")).to_be_visible()
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken", "sessionid"}


@JAVASCRIPT
def test_a_fresh_browser_asks_for_a_code_without_a_cookie(new_page, smtp_sink, javascript):
    UserFactory(email="sample@example.org")
    page = new_page(javascript=javascript)
    page.goto("/account/login/")
    page.get_by_label("E-mail address").first.fill("sample@example.org")
    assert page.context.cookies() == []

    page.get_by_role("button", name="Send me a code").click()

    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
