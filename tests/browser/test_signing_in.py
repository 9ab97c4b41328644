"""Signing in by passkey, by ORCID and by the code of an app, as a reader does it."""

import re

import pytest
from playwright.sync_api import expect

from tests import oidc
from tests.accounts.steps import code_of_app
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.projects import PersonFactory

EMAIL = "sample@example.org"
ORCID = "0000-0002-1825-0097"


@pytest.fixture(scope="module")
def orcid():
    server = oidc.Server()
    yield server
    server.stop()


@pytest.fixture
def user(live_portal):
    return UserFactory(email=EMAIL)


@pytest.fixture
def authenticator():
    """Give a page's browser a device that keeps passkeys and finds its owner there."""

    def plug_in(page):
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        answer = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return devtools, answer["authenticatorId"]

    return plug_in


def sign_in_by_password(page):
    page.goto("/account/login/")
    page.get_by_label("E-mail address").last.fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in with password").click()


def sign_out(page):
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()


def say_who_is_there(page):
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def add_passkey(page):
    page.goto("/account/security/")
    page.get_by_role("link", name="Add a passkey").click()
    say_who_is_there(page)
    page.get_by_label("Name of the passkey").fill("Phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def is_here(page, path):
    expect(page).to_have_url(re.compile(f"^https?://[^/]+{re.escape(path)}$"))


@pytest.fixture
def with_passkey(new_page, user, authenticator):
    """A page whose browser holds a passkey for the account; nobody is signed in."""
    page = new_page(width=360)
    device = authenticator(page)
    sign_in_by_password(page)
    is_here(page, "/me/")
    add_passkey(page)
    sign_out(page)
    return page, device


def test_a_passkey_signs_in_by_itself(with_passkey, user):
    page, _ = with_passkey

    page.goto("/account/login/?next=/events/")
    page.get_by_role("button", name="With a passkey").click()

    is_here(page, "/events/")
    page.goto("/account/security/")
    expect(page.get_by_role("heading", name="Phone")).to_be_visible()


def test_a_passkey_is_the_second_step_after_a_code_by_mail(with_passkey, smtp_sink):
    page, _ = with_passkey

    page.goto("/account/login/")
    page.get_by_label("E-mail address").first.fill(EMAIL)
    page.get_by_role("button", name="Send me a code").click()
    letter = smtp_sink.wait_for(lambda mail: "code" in mail["Subject"])
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", letter.get_body("plain").get_content())[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()

    is_here(page, "/me/")


def test_where_no_passkey_is_found_the_page_says_so(with_passkey):
    page, (devtools, device) = with_passkey
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    page.goto("/account/login/")

    page.get_by_role("button", name="With a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")


def test_without_javascript_no_passkey_is_offered(new_page, user):
    page = new_page(javascript=False)

    page.goto("/account/login/")

    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()
    expect(page.get_by_role("button", name="With a passkey")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
def test_an_app_is_set_up_and_asked_for(new_page, user, javascript):
    page = new_page(javascript=javascript, width=360)
    sign_in_by_password(page)
    is_here(page, "/me/")
    page.goto("/account/security/")
    page.get_by_role("link", name="Set it up").click()
    say_who_is_there(page)
    secret = page.get_by_label("Or type the key into the app").input_value()
    page.get_by_label("Code").fill(code_of_app(secret, steps=-1))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)

    sign_in_by_password(page)
    page.get_by_label("Code").fill(code_of_app(secret))
    page.get_by_role("button", name="Confirm").click()

    is_here(page, "/me/")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
def test_a_member_connects_an_orcid_and_signs_in_by_it(new_page, user, orcid, settings, javascript):
    settings.SOCIALACCOUNT_PROVIDERS = oidc.configured(orcid=orcid.url)
    person = PersonFactory(user=user)
    elsewhere = [
        re.escape(orcid.url),
        "cdn.jsdelivr.net",
    ]  # the provider's own page wants its styles
    page = new_page(javascript=javascript, width=360, tolerated=elsewhere)
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    sign_in_by_password(page)
    is_here(page, "/me/")

    page.goto("/account/security/")
    page.get_by_role("button", name="Connect ORCID").click()
    page.get_by_placeholder("sub").fill(ORCID)
    page.get_by_role("button", name="Authorize").click()
    say_who_is_there(page)
    expect(page.get_by_role("main")).to_contain_text("Your ORCID stands on your page now.")
    sign_out(page)

    page.goto("/account/login/")
    page.get_by_role("button", name="With ORCID").click()
    page.get_by_placeholder("sub").fill(ORCID)
    page.get_by_role("button", name="Authorize").click()

    is_here(page, "/me/")
    person.refresh_from_db()
    assert person.orcid == ORCID
