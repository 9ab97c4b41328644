"""The frame of every page, by keyboard and without scripts, tried on the pages of signing in."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SIGN_IN = "/account/login/"
FORGOTTEN = "/account/password/reset/"
MISSING = "/no-such-page/"
NOT_FOUND = (r"404",)


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(new_page, javascript):
    page = new_page(width=360, javascript=javascript)
    page.goto(SIGN_IN)
    menu = page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()

    page.get_by_role("button", name="Menu").press("Enter")
    assert menu.get_by_role("link", name="Research").is_visible()

    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")


def test_on_a_wide_screen_the_menu_stands_open(new_page):
    page = new_page(width=1280)

    page.goto(SIGN_IN)

    assert page.get_by_role("navigation", name="Main").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_head_of_the_page_does_not_wrap(new_page, width):
    page = new_page(width=width)

    page.goto(SIGN_IN)

    brand = page.locator(".brand").bounding_box()
    last = page.locator(".header-bar > :visible").last.bounding_box()
    assert brand["y"] <= last["y"] + last["height"] / 2 <= brand["y"] + brand["height"]
    assert last["x"] + last["width"] <= width


def test_the_first_key_leads_past_the_navigation(new_page):
    page = new_page()
    page.goto(SIGN_IN)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_the_colours_one_chooses_stay_and_need_no_cookie(new_page):
    page = new_page(dark=True, tolerated=NOT_FOUND)
    page.goto(MISSING)
    night = background(page)

    page.get_by_role("button", name="Light").click()
    chosen = background(page)
    page.reload()

    assert background(page) == chosen != night
    assert page.context.cookies() == []


def test_a_form_with_errors_begins_at_what_they_are(new_page):
    page = new_page()
    page.goto(FORGOTTEN)

    page.get_by_role("button", name="Send me the link").click()
    page.get_by_role("alert").wait_for()

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_email"


def test_leaving_what_was_typed_is_asked_about(new_page):
    page = new_page()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(FORGOTTEN)

    page.get_by_label("E-mail address").last.press_sequentially("sample@")
    page.get_by_role("link", name="Sign in").first.click()
    page.wait_for_url(f"**{SIGN_IN}")

    assert asked == ["beforeunload"]


def test_sending_a_form_is_not_asked_about(new_page):
    page = new_page()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(FORGOTTEN)

    page.get_by_label("E-mail address").last.press_sequentially("sample@example.org")
    page.get_by_role("button", name="Send me the link").click()
    page.wait_for_url("**/password/reset/done/")

    assert asked == []


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)], ids=["phone", "night"])
@pytest.mark.parametrize("address", [SIGN_IN, FORGOTTEN, "/account/signup/", MISSING])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(new_page, address, width, dark):
    page = new_page(width=width, dark=dark, tolerated=NOT_FOUND)
    page.goto(address)

    found = Axe().run(page).response["violations"]

    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
