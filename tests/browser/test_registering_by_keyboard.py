"""Registering on a phone-sized screen by keyboard alone, as a guest and as a member."""

import re

import pytest
from playwright.sync_api import expect

from events.questions.models import Kind
from events.registrations.models import State
from tests.browser.test_registering import JAVASCRIPT, link_in
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, PartFactory
from tests.factories.questions import QuestionFactory

MOST_STEPS = 80
FOCUSED = """() => {
    const one = document.activeElement
    const label = one.labels && one.labels.length ? one.labels[0].textContent : one.textContent
    return label.replace(/\\s+/g, " ").trim()
}"""


def tab_to(page, name):
    """Press Tab until what has the focus is called so."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUSED)):
            return
    pytest.fail(f"no way to “{name}” by Tab")


def follow(page, name):
    """Go to a link or button by Tab and press Enter; wait for the page that follows."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def meeting(db):
    event = EventFactory(registrations=True, capacity=5)
    PartFactory(event=event, name="Dinner", capacity=1)
    QuestionFactory(event=event, text="Which colour?", kind=Kind.CHOICE)
    return event


@JAVASCRIPT
def test_a_guest_registers_changes_an_answer_and_cancels(new_page, smtp_sink, meeting, javascript):
    page = new_page(javascript=javascript, width=360)
    page.goto(meeting.get_absolute_url())
    follow(page, "^Register$")
    for label, typed in [("^Name", "Sample Guest"), ("^E-mail", "guest@example.org")]:
        tab_to(page, label)
        page.keyboard.type(typed)
    tab_to(page, "^Dinner")
    page.keyboard.press("Space")
    tab_to(page, "^No answer$")
    page.keyboard.press("ArrowUp")  # Blue
    follow(page, "^Register$")

    page.goto(link_in(smtp_sink.wait_for_mail_to("guest@example.org")))
    follow(page, "^Confirm")
    expect(page.get_by_role("main")).to_contain_text("You have a place")
    expect(page.get_by_role("main")).to_contain_text("Blue")
    follow(page, "^Change my answers$")
    tab_to(page, "^Dinner")
    page.keyboard.press("Space")
    follow(page, "^Save$")
    expect(page.get_by_role("main")).not_to_contain_text("Dinner")
    follow(page, "^I cannot come$")
    follow(page, "^Cancel my registration$")

    expect(page.get_by_role("main")).to_contain_text("Your registration is cancelled")
    assert meeting.registrations.get().state == State.CANCELLED


@JAVASCRIPT
def test_a_member_registers_with_one_click_and_finds_it_in_my_programme(
    new_page, meeting, sign_in, javascript
):
    member = UserFactory(name="Sample Member")
    page = new_page(javascript=javascript, width=360)
    sign_in(page, member)
    page.goto(meeting.get_absolute_url())
    follow(page, "^Register$")
    follow(page, "^Register$")

    expect(page.get_by_role("main")).to_contain_text("You have a place")
    page.goto("/me/")
    follow(page, meeting.title)
    follow(page, "^I cannot come$")
    follow(page, "^Cancel my registration$")

    assert meeting.registrations.get().state == State.CANCELLED
