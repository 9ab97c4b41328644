"""The third job: sign in, write with formulas, see what will be published, publish."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import PASSWORD, UserFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
BODY = """Let $f_\\theta$ be a network. Then

$$\\mathbb{E}\\,\\lVert f_\\theta - f \\rVert^2 \\le \\frac{C}{\\sqrt{n}}$$

with *probability* one."""


def written(prose):
    """Return the text as HTML, without what scripts add where a formula is wider than its column."""
    return prose.inner_html().replace(' tabindex="0"', "").split()


@JAVASCRIPT
def test_an_editor_publishes_exactly_what_the_preview_showed(new_page, javascript):
    editor = UserFactory(roles=[Role.EDITOR])
    page = new_page(javascript=javascript)
    page.goto("/desk/news/new/")
    page.get_by_label("E-mail address").last.fill(editor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in with password").click()

    page.get_by_label("Title").fill("A bound for $f_\\theta$")
    page.get_by_label("Summary").fill("What we can prove now.")
    page.get_by_label(re.compile(r"^\s*Text\b")).fill(BODY)
    if not javascript:
        page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="Preview").locator(".prose")
    expect(preview.locator("math[display=block]")).to_be_visible()
    seen = written(preview)
    page.get_by_role("button", name="Publish").click()

    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="A bound for").click()
    assert written(page.locator(".prose")) == seen
    page.goto("/news/")
    expect(page.get_by_role("main").get_by_role("link", name="A bound for")).to_be_visible()
    feed = page.request.get("/news/feed.atom").text()
    assert "A bound for" in feed
    assert "&lt;math" in feed


def test_typing_is_not_lost_by_leaving(new_page, sign_in):
    page = new_page()
    sign_in(page, UserFactory(roles=[Role.EDITOR]))
    page.goto("/desk/news/new/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Title").press_sequentially("Half an ")

    page.goto("/news/")

    assert asked == ["beforeunload"]
