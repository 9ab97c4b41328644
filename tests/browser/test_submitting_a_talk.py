"""The fourth job: draft a talk, submit it, have it accepted, find it in the programme."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])


@JAVASCRIPT
def test_a_talk_goes_from_draft_to_the_programme(new_page, sign_in, smtp_sink, javascript):
    event = EventFactory(title="Sample meeting")
    CallFactory(event=event)
    member, organiser = UserFactory(roles=[Role.MEMBER]), UserFactory(roles=[Role.ORGANISER])

    page = new_page(javascript=javascript)
    sign_in(page, member)
    page.goto(event.get_absolute_url())
    page.get_by_role("link", name="Submit a talk").click()
    page.get_by_label("Title").fill("On $\\ell_1$ in practice")
    page.get_by_label("Speaker").fill("Sample Speaker")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("This is a draft")).to_be_visible()

    page.get_by_role("link", name="Edit or submit").click()
    page.get_by_label("Abstract").fill("We look at $\\lVert x \\rVert_1$ closely.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("main").get_by_text("Submitted").first).to_be_visible()

    desk = new_page(javascript=javascript)
    sign_in(desk, organiser)
    desk.goto("/desk/talks/")
    desk.get_by_role("main").get_by_role("link", name=re.compile("^On")).first.click()
    expect(desk.locator(".prose math")).to_be_visible()
    desk.get_by_role("button", name="Accept").click()
    desk.get_by_role("button", name="Tell the author now").click()
    expect(desk.get_by_role("heading", name="Slot")).to_be_visible()
    desk.get_by_role("link", name="Place it in the programme").click()
    desk.get_by_label("Begins").fill(f"{event.day}T17:00")
    desk.get_by_label("Ends").fill(f"{event.day}T17:30")
    desk.get_by_role("button", name="Save this place").click()
    expect(desk.get_by_text("17:00").first).to_be_visible()

    mail = smtp_sink.wait_for_mail_to(member.email)
    assert "accept" in mail["Subject"].lower() + mail.get_body("plain").get_content().lower()
    page.reload()
    page.get_by_role("button", name="I will give the talk").click()
    expect(page.get_by_role("main").get_by_text("Confirmed").first).to_be_visible()
    page.goto(event.get_absolute_url())
    expect(page.get_by_role("main").get_by_role("link", name="On")).to_be_visible()


def test_a_member_improves_a_submitted_talk_until_the_deadline(new_page, sign_in):
    event = EventFactory()
    CallFactory(event=event)
    page = new_page(width=360)
    sign_in(page, UserFactory(roles=[Role.MEMBER]))
    page.goto(f"{event.get_absolute_url()}submit/")
    page.get_by_label("Title").fill("First thought")
    page.get_by_label("Speaker").fill("Sample Speaker")
    page.get_by_label("Abstract").fill("A first thought.")
    page.get_by_role("button", name="Submit").click()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Title").fill("Second thought")
    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Second thought")
