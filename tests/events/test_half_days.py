import datetime

import pytest

from events import half_days
from events.half_days import HalfDay

DAY = datetime.date(2026, 12, 3)
NEXT = datetime.date(2026, 12, 4)


def moment(day, hour, minute=0):
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=datetime.UTC)


def test_a_half_day_is_stored_by_its_day_and_half():
    assert HalfDay(DAY, is_afternoon=True).key == "2026-12-03-pm"
    assert HalfDay.of_key("2026-12-03-am") == HalfDay(DAY, is_afternoon=False)


@pytest.mark.parametrize("key", ["", "2026-12-03", "2026-12-03-xx", "2026-13-03-am"])
def test_what_is_no_half_day_is_refused(key):
    with pytest.raises(ValueError, match=r"no half day|month"):
        HalfDay.of_key(key)


def test_two_days_have_four_halves():
    assert [half.key for half in half_days.of_days(DAY, NEXT)] == [
        *("2026-12-03-am", "2026-12-03-pm"),
        *("2026-12-04-am", "2026-12-04-pm"),
    ]


@pytest.mark.parametrize(
    ("begin", "end", "keys"),
    [
        # In Berlin it is an hour later in winter: noon there is one o'clock.
        (moment(DAY, 8), moment(DAY, 9), ["2026-12-03-am"]),
        (moment(DAY, 11), moment(DAY, 12), ["2026-12-03-am"]),
        (moment(DAY, 12), moment(DAY, 13), ["2026-12-03-pm"]),
        (moment(DAY, 11, 30), moment(DAY, 12, 30), ["2026-12-03-am", "2026-12-03-pm"]),
        (moment(DAY, 15), moment(NEXT, 9), ["2026-12-03-pm", "2026-12-04-am"]),
        (moment(DAY, 23, 30), moment(DAY, 23, 45), ["2026-12-04-am"]),
    ],
)
def test_a_time_falls_into_the_half_days_of_the_place(begin, end, keys):
    assert [half.key for half in half_days.touched(begin, end, "Europe/Berlin")] == keys
