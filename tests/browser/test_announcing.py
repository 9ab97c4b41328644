"""An organiser announces an event to those who subscribed, who can end it with one click."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory

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
    desk.goto(f"/desk/events/{event.slug}/announce/")
    desk.get_by_role("button", name="Send to 1 subscriber").click()
    expect(desk.get_by_text("has been announced").first).to_be_visible()

    mail = smtp_sink.wait_for_mail_to("reader@example.org")
    assert "Sample workshop" in mail["Subject"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = re.search(r"<(https?://[^>]+)>", mail["List-Unsubscribe"]).group(1)
    answer = reader.request.post(one_click, form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    desk.reload()
    expect(desk.get_by_text("has been announced").first).to_be_visible()
