"""An organiser writes to subscribers, who can end it with one click, and to who has a place."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
LINK = re.compile(r"https?://\S+/subscriptions/[\w-]+/")


@JAVASCRIPT
def test_an_announcement_reaches_who_confirmed_a_subscription(
    new_page, sign_in, smtp_sink, live_portal, javascript
):
    event = EventFactory(title="Sample workshop")
    reader = new_page(javascript=javascript, width=360)
    reader.goto("/subscribe/")
    reader.get_by_label("E-mail address").fill("reader@example.org")
    reader.get_by_label(re.compile("[Ee]vents")).check()
    reader.get_by_role("button", name="Subscribe").click()
    letter = smtp_sink.wait_for_mail_to("reader@example.org").get_body("plain").get_content()
    reader.goto(LINK.search(letter).group())
    reader.get_by_role("button", name="Confirm").click()
    smtp_sink.clear()

    desk = new_page(javascript=javascript)
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    desk.goto(f"/desk/events/{event.slug}/announcements/")
    desk.get_by_role("link", name="Write an announcement").click()
    desk.get_by_label("Who subscribed to events like this one (1)").check()
    desk.get_by_role("button", name="Save and look").click()
    desk.get_by_role("button", name="Send to 1 person now").click()
    expect(desk.get_by_text("On its way to 1 person.")).to_be_visible()

    mail = smtp_sink.wait_for_mail_to("reader@example.org")
    assert "Sample workshop" in mail["Subject"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = re.search(r"<(https?://[^>]+)>", mail["List-Unsubscribe"]).group(1)
    answer = reader.request.post(one_click, form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    desk.goto(f"/desk/events/{event.slug}/announcements/new/")
    expect(desk.get_by_label("Who subscribed to events like this one (0)")).to_be_visible()


@JAVASCRIPT
def test_an_organiser_writes_to_participants_tries_it_thinks_again_and_sends(
    new_page, sign_in, smtp_sink, javascript
):
    event = EventFactory(
        title="Sample workshop", registrations=True, join_link="https://meet.example.org/secret"
    )
    RegistrationFactory(event=event, name="Ada Sample", email="ada@example.org")
    RegistrationFactory(event=event, name="Wai Ting", email="wait@example.org", state="waiting")
    page = new_page(javascript=javascript, width=360)
    sign_in(page, UserFactory(roles=[Role.ORGANISER], name="Orga Sample", email="me@example.org"))

    page.goto(f"/desk/events/{event.slug}/announcements/new/")
    page.get_by_label("Who holds a place (1)").check()
    page.get_by_label("Who waits for a place (1)").check()
    page.get_by_label("Subject").fill("Before {title}")
    text = r"Dear {name}, bring $\frac{a}{b}$." + "\n\nJoin here: {join_link}\n\nSee you."
    page.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Save and look").click()
    page.get_by_text("Reaches 2 people").wait_for()
    page.get_by_text("1 reader has no {join_link}").wait_for()

    page.get_by_role("button", name="Send a test to me").click()
    test = smtp_sink.wait_for_mail_to("me@example.org")
    assert test["Subject"] == "[Test] Before Sample workshop"
    assert "Dear Orga Sample, bring (a)/(b)." in test.get_body(["plain"]).get_content()

    page.get_by_label("Send at").fill("2099-12-03T16:00")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("Thursday, 3 December 2099, 16:00 CET").first.wait_for()
    page.get_by_role("button", name="Stop: do not send it").click()
    page.get_by_text("Stopped: it is a draft again").wait_for()
    page.get_by_role("button", name="Send to 2 people now").click()
    page.get_by_text("On its way to 2 people.").wait_for()

    ada = smtp_sink.wait_for_mail_to("ada@example.org")
    waiting = smtp_sink.wait_for_mail_to("wait@example.org")
    assert ada["Subject"] == waiting["Subject"] == "Before Sample workshop"
    assert "List-Unsubscribe" not in ada
    ada, waiting = (mail.get_body(["plain"]).get_content() for mail in (ada, waiting))
    assert "Dear Ada Sample, bring (a)/(b)." in ada
    assert "Join here: https://meet.example.org/secret" in ada
    assert "Dear Wai Ting" in waiting
    assert "Join here" not in waiting
    assert len(smtp_sink.messages) == 3
