import datetime
from zoneinfo import ZoneInfo

import pytest

from events import when
from events.models import Event
from portal.common.partial_dates import PartialDate

BERLIN = ZoneInfo("Europe/Berlin")


def event(start=None, end=None, zone="Europe/Berlin"):
    if isinstance(start, datetime.datetime):
        made = Event(starts_at=start, ends_at=end, zone=zone)
    else:
        made = Event(start=start and PartialDate.parse(start), end=end and PartialDate.parse(end))
    made.day, made.last_day = made._days()  # noqa: SLF001  what save() fills in
    return made


def berlin(*moment):
    return datetime.datetime(*moment, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (
            berlin(2026, 12, 3, 16),
            berlin(2026, 12, 3, 17),
            "Thursday, 3 December 2026, 16:00–17:00 CET",
        ),
        (berlin(2026, 12, 3, 16), None, "Thursday, 3 December 2026, 16:00 CET"),
        (
            berlin(2027, 3, 22, 13),
            berlin(2027, 3, 24, 12),
            "Monday, 22 March 2027, 13:00 – Wednesday, 24 March 2027, 12:00 CET",
        ),
        ("2020-11-30", "2020-11-30", "30 November 2020"),
        ("2027-03-22", "2027-03-25", "22–25 March 2027"),
        ("2027-03-30", "2027-04-02", "30 March – 2 April 2027"),
        ("2026-12-30", "2027-01-02", "30 December 2026 – 2 January 2027"),
        ("2023", None, "2023"),
        ("2021-03", "2022", "March 2021 – 2022"),
        (None, None, "Date not known"),
    ],
)
def test_the_whole_time_in_words(start, end, text):
    assert when.full(event(start, end)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (berlin(2026, 12, 3, 16), berlin(2026, 12, 3, 17), "16:00"),
        (berlin(2027, 3, 22, 13), berlin(2027, 3, 24, 12), "22–24 March 2027"),
        ("2020-11-30", None, ""),
        ("2023", None, ""),
        ("2027-03-22", "2027-03-25", "22–25 March 2027"),
        ("2021-03", "2021-06", "March 2021 – June 2021"),
        (None, None, ""),
    ],
)
def test_what_a_row_adds_to_its_date(start, end, text):
    assert when.brief(event(start, end)) == text


def test_the_clocks_of_the_event_count():
    late = event(berlin(2026, 12, 3, 23), berlin(2026, 12, 3, 23, 30), zone="Asia/Tokyo")

    assert when.full(late) == "Friday, 4 December 2026, 07:00–07:30 JST"
