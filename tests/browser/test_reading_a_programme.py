"""A visitor reads a programme: in another zone, as a selection of its own, and while it runs."""

import datetime

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.events import EventFactory, SessionFactory, TalkFactory

NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HOUR = datetime.timedelta(hours=1)


def meeting(begins):
    """A meeting of a session with three talks, an hour each."""
    event = EventFactory(title="Sample meeting", starts_at=begins, ends_at=begins + 3 * HOUR)
    session = SessionFactory(
        event=event, title="Morning", starts_at=begins, ends_at=begins + 3 * HOUR, room="Hall A"
    )
    for number, title in enumerate(("First talk", "Second talk", "Third talk")):
        starts_at = begins + number * HOUR
        TalkFactory(
            event=event,
            session=session,
            title=title,
            starts_at=starts_at,
            ends_at=starts_at + HOUR,
            room="Hall A",
        )
    return event


def open_programme(page, event):
    page.goto(reverse("events:programme", args=[event.slug]))
    return page


def talk(page, title):
    return page.locator("[data-talk]").filter(has_text=title)


def choose_by_keyboard(page, *titles):
    for title in titles:
        star = page.get_by_role("button", name=f"Choose: {title}")
        talk(page, title).get_by_role("link").focus()
        page.keyboard.press("Tab")
        expect(star).to_be_focused()
        page.keyboard.press("Space")
        expect(star).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
def test_a_visitor_has_the_times_of_another_zone_and_goes_back(new_page, javascript):
    page = open_programme(new_page(javascript=javascript, width=360), meeting(NINE))
    first = talk(page, "First talk").locator("time").first
    expect(first).to_have_text("09:00")

    page.get_by_text("Another time zone").click()
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(first).to_have_text("16:00")
    expect(page.get_by_text("7 h ahead of the event")).to_be_visible()
    page.get_by_role("link", name="Show the event's own times").click()
    expect(first).to_have_text("09:00")
    assert page.context.cookies() == []


def test_who_is_at_home_elsewhere_is_offered_the_times_of_the_own_clock(new_page, browser):
    home = new_page()
    open_programme(home, meeting(NINE))
    expect(home.locator("[data-zone-offer]")).to_be_hidden()

    abroad = browser.new_context(timezone_id="America/New_York", locale="en-GB")
    with abroad:
        page = abroad.new_page()
        page.goto(home.url)
        page.get_by_role("link", name="Show the times of my own clock, New York").click()
        expect(talk(page, "First talk").locator("time").first).to_have_text("03:00")


def test_a_visitor_chooses_talks_by_keyboard_and_takes_exactly_these_along(new_page):
    page = open_programme(new_page(), meeting(NINE))
    choose_by_keyboard(page, "First talk", "Third talk")
    only = page.get_by_role("button", name="Only my selection")
    only.focus()
    page.keyboard.press("Enter")

    expect(only).to_have_attribute("aria-pressed", "true")
    expect(talk(page, "Second talk")).to_be_hidden()
    for title in ("First talk", "Third talk"):
        expect(talk(page, title)).to_be_visible()
    expect(page.get_by_role("heading", name="Morning")).to_be_visible()

    page.get_by_text("As a calendar").press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar file").press("Enter")
    address = page.get_by_label("Address, for Google Calendar").input_value()
    for content in (download.value.path().read_bytes(), page.request.get(address).body()):
        entries = icalendar.Calendar.from_ical(content).events
        told = sorted(str(one["summary"]).rpartition(": ")[2] for one in entries)
        assert told == ["First talk", "Third talk"]
    assert page.context.cookies() == []


def test_a_selection_is_still_there_later_until_it_is_cleared(new_page):
    page = open_programme(new_page(), meeting(NINE))
    page.get_by_role("button", name="Choose all of: Morning").press("Enter")
    page.reload()
    expect(page.locator("[data-number]")).to_have_text("3")

    page.get_by_role("button", name="Choose: Second talk").press("Space")
    expect(page.locator("[data-number]")).to_have_text("2")
    session = page.get_by_role("button", name="Choose all of: Morning")
    expect(session).to_have_attribute("aria-pressed", "mixed")

    page.get_by_role("button", name="Clear").press("Enter")
    expect(page.get_by_text("Mark talks with the star")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_talk_chosen_on_its_own_page_is_in_the_selection(new_page):
    page = open_programme(new_page(), meeting(NINE))
    page.get_by_role("link", name="Second talk").click()
    page.get_by_role("button", name="In my own programme", pressed=False).press("Space")
    expect(page.get_by_role("button", name="In my own programme", pressed=True)).to_be_visible()
    page.go_back()

    star = page.get_by_role("button", name="Choose: Second talk")
    expect(star).to_have_attribute("aria-pressed", "true")
    assert page.context.cookies() == []


def test_what_runs_now_is_marked_and_told(new_page):
    event = meeting(timezone.now() - HOUR / 2)
    page = open_programme(new_page(), event)

    expect(talk(page, "First talk")).to_have_attribute("aria-current", "time")
    assert page.locator("[data-talk][aria-current]").count() == 1
    now = page.get_by_role("region", name="Now and next")
    expect(now.get_by_role("link", name="First talk")).to_be_visible()
    expect(now.get_by_role("link", name="Second talk")).to_be_visible()
    expect(now.get_by_role("link", name="Third talk")).to_have_count(0)
    assert page.context.cookies() == []


def test_without_javascript_a_page_of_its_own_tells_what_runs_now(new_page):
    event = meeting(timezone.now() - HOUR / 2)
    page = open_programme(new_page(javascript=False, width=360), event)

    expect(page.get_by_role("button", name="Choose")).to_have_count(0)
    page.get_by_role("link", name="Now and next").click()

    expect(page.get_by_role("link", name="First talk")).to_be_visible()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Second talk")).to_be_visible()
    assert page.context.cookies() == []


def test_a_programme_before_its_first_day_marks_nothing(new_page):
    page = open_programme(new_page(), meeting(NINE))

    expect(talk(page, "First talk").locator(".star")).to_be_visible()
    assert page.locator("[aria-current=time]").count() == 0
