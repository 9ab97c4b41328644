"""The desk's search box, by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.projects import PersonFactory


@pytest.fixture
def desk(new_page, sign_in):
    """Open the desk as a coordinator, with something to find."""
    PersonFactory(name="Tina Tadpole")
    EventFactory(title="Tadpole meeting", slug="tadpole-meeting")

    def open_desk(**kwargs):
        page = new_page(**kwargs)
        sign_in(page, UserFactory(roles=[Role.COORDINATOR]))
        page.goto("/desk/")
        return page

    return open_desk


def box(page):
    return page.get_by_label("Jump to anything at the desk")


def type_and_wait(page, text):
    page.keyboard.type(text)
    page.get_by_role("option").first.wait_for()


def test_a_slash_a_few_letters_and_enter_lead_to_an_event(desk):
    page = desk()

    page.keyboard.press("/")
    type_and_wait(page, "tadpole")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") == "desk-option-2"
    page.keyboard.press("Enter")

    page.wait_for_url("**/desk/events/tadpole-meeting/edit/")


@pytest.mark.parametrize("keys", ["Control+K", "Meta+K"])
def test_the_chord_leads_to_the_box_from_anywhere(desk, keys):
    page = desk()
    page.goto("/desk/settings/")
    page.get_by_label("Acronym").focus()

    page.keyboard.press(keys)

    assert page.evaluate("document.activeElement.id") == "desk-q"


def test_a_slash_in_a_field_is_only_a_slash(desk):
    page = desk()
    page.goto("/desk/settings/")
    field = page.get_by_label("Acronym")
    field.focus()

    page.keyboard.press("/")

    assert field.input_value().endswith("/")


def test_the_arrows_go_round_and_escape_closes(desk):
    page = desk()
    page.keyboard.press("/")
    type_and_wait(page, "tadpole")
    assert box(page).get_attribute("aria-expanded") == "true"

    page.keyboard.press("ArrowUp")
    assert page.locator("[aria-selected=true]").inner_text().startswith("Tadpole meeting")
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").inner_text().startswith("Tina Tadpole")

    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    assert box(page).get_attribute("aria-expanded") == "false"
    assert box(page).get_attribute("aria-activedescendant") is None


def test_enter_without_a_choice_leads_to_all_that_was_found(desk):
    page = desk()
    page.keyboard.press("/")
    type_and_wait(page, "tadpole")

    page.keyboard.press("Enter")

    page.wait_for_url("**/desk/search/?q=tadpole")
    assert page.get_by_role("link", name="Tina Tadpole").is_visible()


def test_what_nobody_knows_is_said(desk):
    page = desk()
    page.keyboard.press("/")

    page.keyboard.type("xyzzyq")

    page.get_by_text("Nothing goes by this name.").first.wait_for()


def test_without_scripts_it_is_a_form(desk):
    page = desk(javascript=False)

    box(page).fill("tadpole")
    box(page).press("Enter")

    page.get_by_role("link", name="Tadpole meeting").wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_open_list(desk, dark):
    page = desk(width=360, dark=dark)
    box(page).focus()
    type_and_wait(page, "tadpole")
    page.keyboard.press("ArrowDown")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
