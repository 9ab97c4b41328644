"""An organiser opens a call with types and tracks; a member proposes a talk for it, and one too late by a code."""

import re

import pytest
from playwright.sync_api import expect

from events.submissions.models import Call, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory, from_now

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])


def names(rows):
    return [row.input_value() for row in rows.get_by_label("Name").all()]


@JAVASCRIPT
def test_a_call_is_opened_with_types_and_tracks_and_a_talk_proposed(new_page, sign_in, javascript):
    event = EventFactory(of_record=True)
    desk = new_page(javascript=javascript)
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    desk.goto(f"/desk/talks/calls/events/{event.slug}/")
    types, tracks = desk.locator("#types"), desk.locator("#tracks")
    assert names(types) == ["Talk", "Lightning talk", "Poster", ""]
    types.get_by_label("Name").last.fill("Demo")
    desk.get_by_role("button", name="Add a type").click()
    assert names(types) == ["Talk", "Lightning talk", "Poster", "Demo", ""]
    types.get_by_label("Place").nth(3).fill("1")
    tracks.get_by_label("Name").fill("Statistics")
    desk.get_by_label("Opens").fill("2026-01-05T12:00")
    desk.get_by_label("Closes").fill(f"{from_now(days=9):%Y-%m-%dT%H:%M}")
    desk.get_by_label("Closes").press("Enter")
    expect(desk.get_by_text("The call is saved.")).to_be_visible()
    call = Call.objects.get()
    assert list(call.types.values_list("name", flat=True)) == [
        *("Demo", "Talk", "Lightning talk", "Poster")
    ]

    page = new_page(javascript=javascript, width=360)
    sign_in(page, UserFactory(roles=[Role.MEMBER]))
    page.goto(call.get_absolute_url())
    page.get_by_label("Title").fill("A demo")
    page.get_by_label("Abstract").fill("We show it.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("link", name=re.compile("^Type"))).to_be_visible()
    page.get_by_label("Demo").check()
    page.get_by_label("Statistics").check()
    page.get_by_role("button", name="Submit").click()

    expect(page.get_by_role("main").get_by_text("Submitted").first).to_be_visible()
    talk = Submission.objects.get()
    assert (talk.type.name, talk.track.name) == ("Demo", "Statistics")


@JAVASCRIPT
def test_a_talk_comes_after_the_deadline_by_a_code(new_page, sign_in, javascript):
    call = CallFactory(closed=True)
    desk = new_page(javascript=javascript)
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    desk.goto(f"/desk/talks/calls/{call.pk}/codes/")
    desk.get_by_label("For whom").fill("the sample group")
    desk.get_by_role("button", name="Make the code").click()
    address = desk.get_by_label("Address with the code").input_value()

    page = new_page(javascript=javascript)
    sign_in(page, UserFactory(roles=[Role.MEMBER]))
    page.goto(address[address.index("/events/") :])
    page.get_by_label("Title").fill("Late, but here")
    page.get_by_label("Abstract").fill("A sample.")
    page.get_by_role("button", name="Submit").click()

    expect(page.get_by_text("By your code you can submit and change it")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("1 of 1 used")).to_be_visible()


@JAVASCRIPT
def test_the_enter_key_saves_a_draft_and_adds_no_line(new_page, sign_in, javascript):
    call = CallFactory()
    page = new_page(javascript=javascript)
    sign_in(page, UserFactory(roles=[Role.MEMBER]))
    page.goto(call.get_absolute_url())
    page.get_by_label("Title").fill("Written in haste")
    page.get_by_label("Title").press("Enter")

    expect(page.get_by_text("This is a draft")).to_be_visible()
    assert Submission.objects.get().title == "Written in haste"
