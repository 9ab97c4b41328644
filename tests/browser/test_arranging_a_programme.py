"""An organiser arranges a meeting by mouse, by keys and by form, is warned, releases; who it concerns is told."""

import icalendar
import pytest
from playwright.sync_api import expect

from events.models import Talk
from events.timetable import releasing
from portal.accounts.roles import Role
from tests.events.timetable.conftest import NINE, slot
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SessionFactory,
    SpeakerFactory,
    TalkFactory,
)


@pytest.fixture
def meeting(live_portal):
    """A released meeting: two sessions at a time, three talks in the first, one without a place."""
    event = EventFactory(
        slug="sample-meeting", title="Sample meeting", starts_at=NINE, ends_at=slot(20)["ends_at"]
    )
    first = SessionFactory(event=event, title="First session", room="Hall A", **slot(0, 4))
    SessionFactory(event=event, title="Second session", room="Hall B", **slot(0, 4))
    for n in (1, 2, 3):
        talk = TalkFactory(
            event=event, title=f"Talk {n}", speakers=[], session=first, **slot(n - 1)
        )
        SpeakerFactory(talk=talk, name=f"Sample {n}", email=f"speaker-{n}@example.org")
    TalkFactory(event=event, title="Late talk", speakers=[])
    releasing.keep_as_it_stands(event)
    return event


@pytest.fixture
def board(meeting, new_page, sign_in):
    """Open the board as an organiser: `board(javascript=False)`."""
    organiser = UserFactory(roles=[Role.ORGANISER])

    def board(**how):
        page = new_page(**how)
        sign_in(page, organiser)
        page.goto("/desk/events/sample-meeting/programme/")
        return page

    return board


def session(page, title):
    return page.locator("[data-block]").filter(has=page.get_by_role("link", name=title))


def drag(page, grip, to, *, x=0.5, y=0.5):
    grip.hover()
    page.mouse.down()
    box = to.bounding_box()
    page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y, steps=5)
    page.mouse.up()


def carry(page, grip, to):
    """As `drag`, by a finger; return how far the page moved under it."""
    grip.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    fingers = page.context.new_cdp_session(page)
    begin, end = middle(grip), middle(to)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [begin]})
    for step in (0.25, 0.5, 0.75, 1):
        point = {axis: begin[axis] + (end[axis] - begin[axis]) * step for axis in begin}
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    moved = page.evaluate("scrollY") - before
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return moved


def middle(found):
    box = found.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def test_talks_are_arranged_and_released_and_only_who_it_concerns_is_told(
    board, meeting, smtp_sink
):
    RegistrationFactory(event=meeting, email="ada@example.org")
    page = board()
    second = session(page, "Second session")

    # By mouse: a talk into the other session.
    drag(page, page.get_by_role("button", name="Move: Talk 1"), second)
    expect(second.get_by_role("listitem")).to_contain_text(["Talk 1"])
    expect(page.get_by_text("1 change is not released yet.")).to_be_visible()

    # By keys: the one without a place down to the end of the first session.
    grip = page.get_by_role("button", name="Move: Late talk")
    grip.focus()
    grip.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("Picked up: Late talk.")
    for _time in range(3):
        grip.press("ArrowDown")
    expect(page.locator("[data-said]")).to_contain_text("place 3 of 3")
    grip.press("Enter")
    first = session(page, "First session")
    expect(first.get_by_role("listitem")).to_contain_text(["Talk 2", "Talk 3", "Late talk"])
    expect(page.get_by_role("button", name="Move: Late talk")).to_be_focused()

    # A clash is warned of, and undone.
    drag(page, page.get_by_role("button", name="Move the session: Second session"), first, y=0.2)
    warning = "“First session” and “Second session” overlap in Hall A."
    expect(page.get_by_role("link", name=warning)).to_be_visible()
    page.get_by_role("button", name="Undo the last move").click()
    expect(page.get_by_role("link", name=warning)).to_have_count(0)

    page.get_by_role("link", name="Look and release").click()
    expect(page.get_by_text("1 speaker gets a letter about their own talk")).to_be_visible()
    page.get_by_label("Note").fill("One hall more.")
    page.get_by_label("Tell the 1 other person").uncheck()
    page.get_by_role("button", name="Release version 2").click()
    expect(page.get_by_text("Version 2 of the programme is released.")).to_be_visible()

    mail = smtp_sink.wait_for_mail_to("speaker-1@example.org")
    assert "Hall B (it was: Hall A)" in mail.get_body(["plain"]).get_content()
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    (entry,) = icalendar.Calendar.from_ical(part.get_content()).events
    assert "Hall B" in entry["location"]
    page.goto("/events/sample-meeting/programme/")
    page.get_by_role("link", name="what changed").click()
    expect(page.get_by_text("One hall more.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Talk 1")).to_contain_text("Hall B")
    told = {to for message in smtp_sink.messages for to in [message["To"]]}
    assert len(told) == 1
    assert Talk.objects.get(title="Talk 1").effective_room == "Hall B"


def test_a_talk_is_carried_by_a_finger_and_the_page_stays_where_it_is(board, meeting):
    page = board(width=360)
    first, third = (page.get_by_role("button", name=f"Move: Talk {n}") for n in (1, 3))

    assert carry(page, first, third) == 0
    talks = session(page, "First session").get_by_role("listitem")
    expect(talks).to_contain_text(["Talk 2", "Talk 1", "Talk 3"])


def test_escape_leaves_a_talk_where_it_was(board, meeting):
    page = board()
    grip = page.get_by_role("button", name="Move: Talk 1")
    grip.focus()
    grip.press("Enter")
    grip.press("ArrowRight")
    grip.press("Escape")

    expect(page.locator("[data-said]")).to_have_text("Talk 1 stays where it was.")
    expect(page.get_by_role("button", name="Undo the last move")).to_have_count(0)


def test_a_session_is_carried_by_keys_to_another_time_and_room(board, meeting):
    page = board()
    grip = page.get_by_role("button", name="Move the session: First session")
    grip.focus()
    grip.press(" ")
    grip.press("ArrowDown")
    grip.press("ArrowDown")
    expect(page.locator("[data-said]")).to_have_text("Hall A, 09:10.")
    grip.press(" ")

    expect(session(page, "First session")).to_contain_text("09:10–11:10")
    expect(session(page, "First session")).to_contain_text("09:10 Talk 1")


def test_a_talk_is_dropped_on_a_free_time_of_a_room(board, meeting):
    page = board()
    day = page.locator("#day-2031-07-01 .board-grid")

    drag(page, page.get_by_role("button", name="Move: Talk 3"), day, x=0.4, y=0.95)

    card = page.locator("article.is-talk").filter(has_text="Talk 3")
    expect(card).to_be_visible()
    expect(session(page, "First session").get_by_role("listitem")).to_have_count(2)


def test_without_scripts_a_talk_is_placed_by_form_and_moved_by_buttons(board, meeting):
    page = board(javascript=False, width=360)
    page.get_by_role("link", name="Late talk").click()
    page.get_by_label("Place in a session").select_option("After “Talk 1”")
    page.get_by_role("button", name="Put it there").click()
    expect(session(page, "First session").get_by_role("listitem")).to_contain_text(
        ["Talk 1", "Late talk", "Talk 2", "Talk 3"]
    )

    page.get_by_role("button", name="Later: Late talk").click()
    expect(session(page, "First session").get_by_role("listitem")).to_contain_text(
        ["Talk 1", "Talk 2", "Late talk", "Talk 3"]
    )
    page.get_by_role("link", name="Look and release").click()
    page.get_by_role("button", name="Release version 2").click()
    expect(page.get_by_text("Version 2 of the programme is released.")).to_be_visible()
