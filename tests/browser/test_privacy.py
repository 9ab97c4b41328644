"""One's own data: read it, take it along, be erased; and the same at the desk on somebody's request."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.events import RegistrationFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])


def prove(page):
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()


def flaws(page):
    return [one["id"] for one in Axe().run(page).response["violations"]]


@JAVASCRIPT
def test_a_member_takes_the_data_along_and_is_erased(new_page, sign_in, javascript):
    member = UserFactory(roles=[Role.MEMBER], email="ada@example.org")
    RegistrationFactory(user=member, email="ada@example.org", event__title="Sample workshop")
    page = new_page(javascript=javascript, width=360)
    sign_in(page, member)
    page.goto("/account/privacy/")
    expect(page.get_by_role("main")).to_contain_text("Sample workshop")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it along as data (JSON)").click()
    taken = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert taken["stored"]["registrations"][0]["event"] == "Sample workshop"

    page.get_by_role("link", name="Erase me").click()
    prove(page)
    expect(page.get_by_role("main")).to_contain_text("1 registration for a coming event")
    if javascript:
        assert flaws(page) == []
    page.get_by_label("It is removed there, too").check()
    page.get_by_role("button", name="Erase me for good").click()

    expect(page.get_by_role("heading", name="Good-bye")).to_be_visible()
    assert not User.objects.filter(pk=member.pk).exists()
    # What is left of the session is the cookie that guards forms; it says nothing of anybody.
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}


def test_a_coordinator_looks_on_request_and_says_why(new_page, sign_in):
    RegistrationFactory(email="guest@example.org", name="Guest Sample")
    page = new_page(width=320)
    sign_in(page, UserFactory(roles=[Role.COORDINATOR]))
    page.goto("/desk/privacy/")
    page.get_by_label("Name or e-mail address").fill("guest@example.org")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Why do you look?").fill("Asked by mail on 3 May")

    page.get_by_role("button", name="Look").click()

    expect(page.get_by_role("main")).to_contain_text("Guest Sample")
    page.get_by_role("heading", name="Erase this person").click()
    expect(page.get_by_role("button", name="Erase for good")).to_be_visible()
    assert flaws(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
