"""The golden calendars, read by a library that did not write them."""

import datetime
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream

GOLDEN = Path(__file__).parent
METHODS = {
    "golden": "PUBLISH",
    "golden-nights": "PUBLISH",
    "golden-request": "REQUEST",
    "golden-update": "REQUEST",
    "golden-cancel": "CANCEL",
}


def calendar(name):
    return IcsCalendarStream.calendar_from_ics((GOLDEN / f"{name}.ics").read_bytes().decode())


def universal(moment):
    """Return a moment in UTC as RFC 3339 writes it, a day as it is."""
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
    return moment.isoformat()


def facts(name):
    return [
        (int(one.uid[-4:]), one.sequence, one.status, universal(one.dtstart), universal(one.dtend))
        for one in calendar(name).events
    ]


def test_every_golden_calendar_is_read_back():
    assert {path.stem for path in GOLDEN.glob("golden*.ics")} == set(METHODS)


@pytest.mark.parametrize(("name", "method"), METHODS.items())
def test_the_method_is_understood(name, method):
    assert calendar(name).method == method


def test_before_and_after_a_change_of_clocks_and_on_whole_days():
    assert facts("golden") == [
        (1, 0, "CONFIRMED", "2030-03-28T15:00Z", "2030-03-28T16:00Z"),
        (2, 0, "CANCELLED", "2030-04-11T14:00Z", "2030-04-11T15:00Z"),
        (3, 0, "CONFIRMED", "2030-05-06", "2030-05-09"),
    ]


def test_in_both_nights_in_which_clocks_change():
    assert facts("golden-nights") == [
        (0, 0, "CONFIRMED", "2030-03-31T00:30Z", "2030-03-31T01:30Z"),
        (1, 0, "CONFIRMED", "2030-10-27T00:30Z", "2030-10-27T01:30Z"),
        (2, 0, "CONFIRMED", "2030-10-27T00:10Z", "2030-10-27T00:50Z"),
        (3, 0, "CONFIRMED", "2030-10-27T01:10Z", "2030-10-27T01:50Z"),
        (4, 0, "CONFIRMED", "2030-10-26T23:30Z", "2030-10-27T02:30Z"),
    ]


def test_invited_moved_from_one_such_night_to_the_other_and_called_off():
    mails = [facts(name)[0] for name in ("golden-request", "golden-update", "golden-cancel")]

    assert mails == [
        (7, 0, "CONFIRMED", "2030-03-31T00:30Z", "2030-03-31T01:30Z"),
        (7, 1, "CONFIRMED", "2030-10-27T01:10Z", "2030-10-27T01:50Z"),
        (7, 2, "CANCELLED", "2030-10-27T01:10Z", "2030-10-27T01:50Z"),
    ]


@pytest.mark.parametrize("name", ["golden-request", "golden-update", "golden-cancel"])
def test_who_invites_whom(name):
    (entry,) = calendar(name).events

    people = [entry.organizer, *entry.attendees]
    assert [(str(one.uri), one.common_name) for one in people] == [
        ("mailto:office@example.org", "Sample Programme"),
        ("mailto:ada@example.org", "Ada “Sample” Lovelace, Countess"),
    ]
    (attendee,) = entry.attendees
    assert (attendee.status, attendee.role, attendee.rsvp) == ("ACCEPTED", "REQ-PARTICIPANT", False)


def test_texts_come_back_with_their_commas_and_breaks():
    session = calendar("golden").events[0]

    assert session.summary == (
        "Rates for Barron spaces; an überlong, comma-laden title that has to be folded twice, "
        "for it goes on and on \\ and on"
    )
    assert (
        session.description
        == "Sample Speaker, Sample University: Rates\n\nFirst line\n\nSecond line"
    )
