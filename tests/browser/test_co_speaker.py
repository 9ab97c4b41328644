"""Somebody who is to speak too: named by the author, asked by letter, and answering without an account."""

import re

import pytest
from playwright.sync_api import expect

from events.submissions.models import CoAuthor
from portal.accounts.roles import Role
from tests.browser.test_registering_by_keyboard import follow
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory

ADDRESS = "bert@example.org"


@pytest.fixture
def meeting(transactional_db):
    event = EventFactory(title="Sample meeting")
    CallFactory(event=event)
    return event


def link_in(mail):
    return re.search(r"https?://\S+/co-speaking/\S+/", mail.get_body("plain").get_content())[0]


def submit_with_a_co_speaker(page, meeting):
    """Write a talk, name somebody who is to speak too, and submit it."""
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Submit a talk").click()
    page.get_by_label("Title").fill("On samples")
    page.get_by_label("Speaker").fill("Ada Sample")
    page.get_by_label("Abstract").fill("We look at samples.")
    page.get_by_text("Co-authors", exact=True).first.click()
    line = page.get_by_role("group", name="Co-author 1")
    line.get_by_label("Name").fill("Bert Sample")
    line.get_by_label("Affiliation").fill("Sample University")
    line.get_by_label("E-mail address").fill(ADDRESS)
    line.get_by_label("Speaks too").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("is asked to speak too")).to_be_visible()


def accept(desk, title):
    desk.goto("/desk/talks/")
    desk.get_by_role("main").get_by_role("link", name=title).first.click()
    desk.get_by_role("button", name="Accept").click()
    desk.get_by_role("button", name="Tell the author now").click()
    expect(desk.get_by_role("heading", name="Slot")).to_be_visible()


def test_who_says_yes_on_a_phone_stands_as_a_speaker_once_the_talk_is_accepted(
    new_page, sign_in, smtp_sink, meeting
):
    author = new_page()
    sign_in(author, UserFactory(name="Ada Sample", roles=[Role.MEMBER]))
    submit_with_a_co_speaker(author, meeting)

    phone = new_page(width=360)
    phone.goto(link_in(smtp_sink.wait_for_mail_to(ADDRESS)))
    expect(phone.get_by_role("main")).to_contain_text("Ada Sample has named you")
    expect(phone.get_by_role("main")).to_contain_text("We look at samples.")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Yes, I speak too").click()
    expect(phone.get_by_text("You said that you speak.")).to_be_visible()
    assert phone.context.cookies() == []
    author.reload()
    expect(author.get_by_role("main")).to_contain_text("speaks too")

    desk = new_page()
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    accept(desk, "On samples")

    phone.goto(meeting.get_absolute_url())
    phone.get_by_role("main").get_by_role("link", name="On samples").first.click()
    speakers = phone.locator(".page-head .lead")
    expect(speakers).to_contain_text("Ada Sample; Bert Sample, Sample University")
    expect(phone.get_by_role("main")).not_to_contain_text("Joint work with")
    phone.goto(f"{meeting.get_absolute_url()}programme/")
    expect(phone.get_by_role("main")).to_contain_text("Bert Sample")


def test_who_says_no_by_keyboard_without_scripts_stays_a_co_author(
    new_page, sign_in, smtp_sink, meeting
):
    author = new_page(javascript=False)
    sign_in(author, UserFactory(name="Ada Sample", roles=[Role.MEMBER]))
    submit_with_a_co_speaker(author, meeting)

    page = new_page(javascript=False, width=360)
    page.goto(link_in(smtp_sink.wait_for_mail_to(ADDRESS)))
    follow(page, "^No, I do not speak$")
    expect(page.get_by_text("You said that you do not speak")).to_be_visible()

    assert CoAuthor.objects.get().declined_at
    author.reload()
    expect(author.get_by_role("main")).to_contain_text("does not speak")
    expect(author.get_by_role("main")).to_contain_text("Joint work with")
    desk = new_page(javascript=False)
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    accept(desk, "On samples")
    page.goto(meeting.get_absolute_url())
    page.get_by_role("main").get_by_role("link", name="On samples").first.click()
    expect(page.locator(".page-head .lead")).not_to_contain_text("Bert Sample")
    expect(page.get_by_role("main")).to_contain_text("Joint work with Bert Sample")
