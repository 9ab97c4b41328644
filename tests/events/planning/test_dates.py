import datetime

import pytest
from django.utils import translation

from events.planning import dates, free_days
from events.planning.models import Land, Plan
from tests.factories.events import EventFactory, SeriesFactory


def days(first="2026-10-12", last="2027-02-12", weekdays=(0,), rhythm="weekly"):
    plan = Plan(
        first_day=datetime.date.fromisoformat(first),
        last_day=datetime.date.fromisoformat(last),
        weekdays=list(weekdays),
        rhythm=rhythm,
    )
    return [f"{day:%a %d %b}" for day in dates.days(plan)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"last": "2026-10-26"}, ["Mon 12 Oct", "Mon 19 Oct", "Mon 26 Oct"]),
        ({"last": "2026-10-20", "weekdays": (1, 3)}, ["Tue 13 Oct", "Thu 15 Oct", "Tue 20 Oct"]),
        (
            {"last": "2026-11-09", "rhythm": "fortnightly"},
            ["Mon 12 Oct", "Mon 26 Oct", "Mon 09 Nov"],
        ),
        (
            {"last": "2026-11-05", "rhythm": "fortnightly", "weekdays": (0, 3)},
            ["Mon 12 Oct", "Thu 15 Oct", "Mon 26 Oct", "Thu 29 Oct"],
        ),
        ({"rhythm": "first", "last": "2026-12-31"}, ["Mon 02 Nov", "Mon 07 Dec"]),
        ({"rhythm": "last", "last": "2026-11-30"}, ["Mon 26 Oct", "Mon 30 Nov"]),
        ({"rhythm": "third", "last": "2026-11-30"}, ["Mon 19 Oct", "Mon 16 Nov"]),
    ],
)
def test_a_rhythm_finds_its_days(facts, found):
    assert days(**facts) == found


def test_a_term_without_an_end_in_sight_is_not_worked_out_to_the_end():
    assert len(days(last="2100-12-31", weekdays=range(7))) == dates.MOST + 1


def test_every_federal_state_is_known_with_its_own_holidays():
    all_saints = datetime.date(2027, 11, 1)

    known = {land: free_days.name_of(all_saints, land, []) for land in Land}

    with_it = {land for land, name in known.items() if name}
    assert with_it == {Land.BW, Land.BY, Land.NW, Land.RP, Land.SL}
    unity = datetime.date(2027, 10, 3)
    assert all(free_days.name_of(unity, land, []) for land in Land)


def test_a_holiday_is_called_by_its_name_in_the_language_of_the_reader():
    new_year = datetime.date(2027, 1, 1)

    assert free_days.name_of(new_year, "BE", []) == "New Year's Day"
    with translation.override("de"):
        assert free_days.name_of(new_year, "BE", []) == "Neujahr"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", []),
        ("2026-12-24", [("2026-12-24", "2026-12-24", "")]),
        ("24.12.2026 – 6. 1. 2027", [("2026-12-24", "2027-01-06", "")]),
        ("2026-12-24 to 2027-01-06: Break", [("2026-12-24", "2027-01-06", "Break")]),
        ("2026-12-24 bis 2027-01-06", [("2026-12-24", "2027-01-06", "")]),
        (
            "2026-12-24, 2026-12-31\n\n2027-02-16 Carnival",
            [
                ("2026-12-24", "2026-12-24", ""),
                ("2026-12-31", "2026-12-31", ""),
                ("2027-02-16", "2027-02-16", "Carnival"),
            ],
        ),
    ],
)
def test_free_days_are_read_as_people_write_them(text, read):
    found = [(f"{one.first}", f"{one.last}", one.name) for one in free_days.read(text)]

    assert found == read


@pytest.mark.django_db
def test_a_session_at_another_hour_of_the_day_speaks_against_a_date_but_does_not_forbid_it():
    series = SeriesFactory()
    EventFactory(series=series, starts_at=datetime.datetime(2099, 10, 12, 8, tzinfo=datetime.UTC))
    plan = Plan(
        series=series,
        first_day=datetime.date(2099, 10, 12),
        last_day=datetime.date(2099, 10, 12),
        weekdays=[0],
        begins=datetime.time(16),
        ends=datetime.time(17),
    )

    (date,) = dates.grid(plan)

    assert (date.is_free, date.overlaps) == (False, False)
