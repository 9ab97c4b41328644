import datetime
import io
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from django.test import override_settings

from events import ics, joining, organising
from events.models import Event
from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, SeriesFactory, TalkFactory

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden.ics"
NIGHTS_GOLDEN = Path(__file__).parent / "golden-nights.ics"
BERLIN = ZoneInfo("Europe/Berlin")


def entries(body):
    return icalendar.Calendar.from_ical(body).walk("VEVENT")


def entry(event, **options):
    (only,) = entries(ics.calendar([event], **options))
    return only


def golden_events():
    series = SeriesFactory(title="Sample Seminar", join_link="https://meet.example.org/secret")
    session = EventFactory(
        uuid="00000000-0000-4000-8000-000000000001",
        slug="sample-session",
        series=series,
        title="Rates for Barron spaces; an überlong, comma-laden title that has to be folded twice, "
        "for it goes on and on \\ and on",
        summary="First line\n\nSecond line",
        starts_at=datetime.datetime(2030, 3, 28, 16, tzinfo=BERLIN),
        ends_at=datetime.datetime(2030, 3, 28, 17, tzinfo=BERLIN),
        mode=Event.Mode.ONLINE,
        takes_registrations=True,
    )
    TalkFactory(event=session, title="Rates", speakers=["Sample Speaker"])
    after_the_clocks_changed = EventFactory(
        uuid="00000000-0000-4000-8000-000000000002",
        slug="sample-session-in-april",
        title="After the clocks changed",
        starts_at=datetime.datetime(2030, 4, 11, 16, tzinfo=BERLIN),
        ends_at=datetime.datetime(2030, 4, 11, 17, tzinfo=BERLIN),
        venue="Sample House",
        city="Exampletown",
        cancelled=True,
    )
    whole_days = EventFactory(
        uuid="00000000-0000-4000-8000-000000000003",
        slug="sample-days",
        title="Three whole days",
        of_record=True,
        start=PartialDate(2030, 5, 6),
        end=PartialDate(2030, 5, 8),
    )
    events = [session, after_the_clocks_changed, whole_days]
    changed_at = datetime.datetime(2029, 12, 24, 18, 30, tzinfo=datetime.UTC)
    Event.objects.filter(pk__in=[one.pk for one in events]).update(changed_at=changed_at)
    return Event.objects.filter(pk__in=[one.pk for one in events]).in_calendars()


@override_settings(SITE_URL="https://portal.example.org")
def test_a_calendar_is_written_exactly_so():
    body = ics.calendar(golden_events(), name="Sample Programme")

    assert body.decode() == GOLDEN.read_bytes().decode()


def test_lines_end_in_crlf_and_have_at_most_75_octets():
    body = ics.calendar(golden_events(), name="Sample Programme")

    lines = body.split(b"\r\n")
    assert body.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is torn apart where a line is folded


def test_texts_come_back_as_they_were():
    events = golden_events()

    read = entries(ics.calendar(events))

    assert [str(one["summary"]) for one in read] == [one.title for one in events]


def test_another_parser_reads_the_zone_right_on_both_sides_of_each_clock_change():
    event = EventFactory(
        starts_at=datetime.datetime(2030, 3, 1, 9, tzinfo=BERLIN),
        ends_at=datetime.datetime(2030, 11, 30, 9, tzinfo=BERLIN),
    )
    text = ics.calendar([event]).decode().replace("\r\n", "\n")
    definition = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")]

    zone = tzical(io.StringIO(f"{definition}END:VTIMEZONE\n")).get("Europe/Berlin")

    for month, day, hour in [
        (3, 31, 1),
        (3, 31, 4),
        (7, 1, 12),
        (10, 27, 1),
        (10, 27, 4),
        (11, 30, 9),
    ]:
        naive = datetime.datetime(2030, month, day, hour)  # noqa: DTZ001  the zone is what is tried
        assert zone.utcoffset(naive) == BERLIN.utcoffset(naive), naive


NIGHTS = [
    # The hour that is left out: from 01:30 CET to 03:30 CEST, one hour long.
    ("2030-03-31T00:30Z", "2030-03-31T01:30Z"),
    # The hour that comes twice: from the first 02:30 to the second, and within each of the two.
    ("2030-10-27T00:30Z", "2030-10-27T01:30Z"),
    ("2030-10-27T00:10Z", "2030-10-27T00:50Z"),
    ("2030-10-27T01:10Z", "2030-10-27T01:50Z"),
    ("2030-10-26T23:30Z", "2030-10-27T02:30Z"),
]


def night_events():
    changed_at = datetime.datetime(2029, 12, 24, 18, 30, tzinfo=datetime.UTC)
    for number, (starts_at, ends_at) in enumerate(NIGHTS):
        event = EventFactory(
            uuid=f"00000000-0000-4000-8000-{number:012}",
            slug=f"sample-night-{number}",
            title=f"Night {number}",
            starts_at=datetime.datetime.fromisoformat(starts_at),
            ends_at=datetime.datetime.fromisoformat(ends_at),
        )
        Event.objects.filter(pk=event.pk).update(changed_at=changed_at)
    return Event.objects.order_by("pk").prefetch_related("talks__speakers")


@override_settings(SITE_URL="https://portal.example.org")
def test_the_nights_in_which_clocks_change_are_written_exactly_so():
    body = ics.calendar(night_events(), name="Sample Nights")

    assert body.decode() == NIGHTS_GOLDEN.read_bytes().decode()


def test_times_in_the_nights_in_which_clocks_change_come_back_as_they_were():
    read = entries(ics.calendar(night_events()))

    told = [(one["dtstart"].dt, one["dtend"].dt) for one in read]
    meant = [tuple(map(datetime.datetime.fromisoformat, night)) for night in NIGHTS]
    assert [tuple(t.astimezone(datetime.UTC) for t in night) for night in told] == meant


@pytest.mark.parametrize(
    ("zone", "start"),
    [("America/New_York", 7), ("Asia/Tokyo", 7), ("Africa/Casablanca", 2)],
)
def test_a_time_comes_back_in_any_zone(zone, start):
    starts_at = datetime.datetime(2030, start, 15, 16, tzinfo=ZoneInfo(zone))
    event = EventFactory(starts_at=starts_at, ends_at=None, zone=zone)

    read = entry(event)

    assert read["dtstart"].dt == starts_at
    assert read["dtstart"].params["TZID"] == zone
    assert "dtend" not in read


def test_universal_time_needs_no_definition_of_a_zone():
    event = EventFactory(starts_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC), zone="UTC")

    body = ics.calendar([event])

    assert b"DTSTART:20300101T000000Z" in body
    assert b"VTIMEZONE" not in body


def test_an_event_known_to_the_day_is_a_whole_day_entry():
    event = EventFactory(of_record=True, start=PartialDate(2030, 5, 6))

    read = entry(event)

    assert read["dtstart"].to_ical() == b"20300506"
    assert read["dtstart"].params["VALUE"] == "DATE"
    assert read["dtend"].dt == datetime.date(2030, 5, 7)


@pytest.mark.parametrize("start", [None, PartialDate(2030), PartialDate(2030, 5)])
def test_what_is_not_known_to_the_day_stands_in_no_calendar(client, start):
    event = EventFactory(of_record=True, start=start)

    assert entries(ics.calendar([event])) == []
    assert client.get("/calendar.ics").content.count(b"BEGIN:VEVENT") == 0


def test_a_cancelled_event_tells_calendars_so_under_its_old_name():
    event = EventFactory()
    before = entry(event)

    event = organising.call_off(event)

    after = entry(event)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert before["uid"] == after["uid"]
    assert after["sequence"] == before["sequence"] + 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"starts_at": datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC), "ends_at": None},
        {"venue": "Elsewhere"},
        {"zone": "Asia/Tokyo"},
    ],
)
def test_the_sequence_rises_when_calendars_must_be_told(change):
    event = EventFactory()

    for name, value in change.items():
        setattr(event, name, value)
    event.save()

    assert event.sequence == 1


def test_the_sequence_stays_when_only_words_change():
    event = EventFactory()

    event.summary = "More about it."
    event.save()

    assert event.sequence == 0


def test_the_public_calendar_never_tells_a_join_link():
    event = EventFactory(join_link="https://meet.example.org/secret", takes_registrations=True)

    assert b"secret" not in ics.calendar([event])
    assert b"secret" in ics.calendar([event], joining=lambda event: event.join_link)


def test_a_cancelled_event_tells_nobody_its_join_link():
    event = EventFactory(join_link="https://meet.example.org/secret", cancelled=True)

    assert joining.in_calendar(event, has_place=True) == ""
