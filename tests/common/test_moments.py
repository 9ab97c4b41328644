import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.common import moments


def utc(*moment):
    return dt.datetime(*moment, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "zone", "words"),
    [
        (
            utc(2026, 12, 3, 15),
            utc(2026, 12, 3, 16),
            "Europe/Berlin",
            "Thursday, 3 December 2026, 16:00–17:00 (Berlin time)",
        ),
        (
            utc(2026, 12, 3, 15),
            None,
            "America/New_York",
            "Thursday, 3 December 2026, 10:00 (New York time)",
        ),
        (utc(2026, 7, 1, 23), None, "UTC", "Wednesday, 1 July 2026, 23:00 (UTC)"),
        (utc(2026, 7, 1, 23), None, "Europe/Berlin", "Thursday, 2 July 2026, 01:00 (Berlin time)"),
        (utc(2027, 3, 22, 8), utc(2027, 3, 25, 11), "Europe/Berlin", "22–25 March 2027"),
        (utc(2027, 3, 30, 8), utc(2027, 4, 2, 11), "Europe/Berlin", "30 March – 2 April 2027"),
        (
            utc(2026, 12, 30, 8),
            utc(2027, 1, 2, 8),
            "Europe/Berlin",
            "30 December 2026 – 2 January 2027",
        ),
    ],
)
def test_a_moment_is_told_by_the_clocks_of_its_zone(starts_at, ends_at, zone, words):
    assert moments.display(starts_at, ends_at, zone) == words


def test_days_are_told_in_the_language_of_the_reader():
    with translation.override("de"):
        assert (
            moments.display_days(dt.date(2027, 3, 22), dt.date(2027, 3, 25)) == "22.–25. März 2027"
        )


def test_the_tag_tells_people_and_machines():
    shown = Template("{% load dates %}{% when start end 'Europe/Berlin' %}").render(
        Context({"start": utc(2026, 12, 3, 15), "end": utc(2026, 12, 3, 16)})
    )

    assert shown == (
        '<time datetime="2026-12-03T16:00+01:00">'
        "Thursday, 3 December 2026, 16:00–17:00 (Berlin time)</time>"
    )


def test_the_tag_is_silent_where_no_time_is_known():
    shown = Template("{% load dates %}{% when start None 'UTC' %}").render(Context({"start": None}))

    assert shown == ""
