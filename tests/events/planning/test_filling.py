"""Filling a term at the desk: dates by a rhythm, looked at, then made sessions."""

import datetime

import pytest
from django.db.models import Max
from django.http import QueryDict

from events.models import Event
from events.planning import filling
from events.planning.models import Plan
from events.registrations.models import Invited, Terms
from portal.mail.models import Message
from tests.common.at_once import at_once
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.questions import QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
TERM = {
    "first_day": "2099-10-12",
    "last_day": "2099-11-09",
    "weekdays": "0",
    "rhythm": "weekly",
    "begins": "16:00",
    "ends": "17:00",
    "land": "BY",
    "free_days": "2099-11-02 Staff outing",
}
MONDAYS = ["2099-10-12", "2099-10-19", "2099-10-26", "2099-11-02", "2099-11-09"]


@pytest.fixture
def series(db):
    return SeriesFactory(title="Sample seminar", slug="sample", venue="Room 1")


def address(**changed):
    query = QueryDict(mutable=True)
    for name, value in (TERM | changed).items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return f"/desk/events/series/sample/dates/?{query.urlencode()}"


def ticked(*days, **titles):
    return {f"{day}-keep": "on" for day in days} | titles


def at(moment):
    return datetime.datetime.fromisoformat(f"{moment}+00:00")


def days_of(series):
    return [f"{day}" for day in series.events.order_by("day").values_list("day", flat=True)]


def test_the_grid_proposes_every_date_and_says_what_speaks_against_it(series, text_of):
    EventFactory(series=series, title="There already", starts_at=at("2099-10-19T14:00"))

    html = text_of(address())

    assert [f'id="id_{day}-keep"' in html for day in MONDAYS] == [True] * 5
    ticks = [f'id="id_{day}-keep" checked' in html for day in MONDAYS]
    assert ticks == [True, False, True, False, True]
    assert "Staff outing" in html
    assert "There already" in html
    assert 'placeholder="Sample seminar – 12 October 2099"' in html


def test_looking_at_dates_stores_nothing(series, client):
    client.get(address())

    assert not Event.objects.exists()
    assert not Plan.objects.exists()


def test_the_dates_that_are_ticked_become_drafts(series, client):
    answer = client.post(address(), ticked("2099-10-12", "2099-11-09"))

    assert answer.status_code == 302
    first, second = series.events.order_by("day")
    assert (first.state, first.kind, first.venue) == ("draft", "seminar_session", "Room 1")
    assert first.title == "Sample seminar – 12 October 2099"
    assert days_of(series) == ["2099-10-12", "2099-11-09"]
    assert second.slug == "sample-seminar-9-november-2099"


def test_a_date_may_have_a_title_of_its_own_and_a_holiday_may_be_ticked(series, client):
    client.post(address(), ticked("2099-11-02", **{"2099-11-02-title": "Outdoors"}))

    assert series.events.get().title == "Outdoors"


def test_sessions_keep_their_hour_when_the_clocks_change(series, client):
    client.post(address(), ticked("2099-10-19", "2099-10-26"))

    starts = series.events.order_by("day").values_list("starts_at", flat=True)
    # The clocks of Berlin go back on 25 October 2099.
    assert [f"{moment:%d %H:%M}" for moment in starts] == ["19 14:00", "26 15:00"]


def test_a_tick_publishes_them_at_once_and_writes_to_nobody(series, client):
    client.post(address(), ticked("2099-10-12", publish="on"))

    assert series.events.get().state == Event.State.PUBLISHED
    assert not Message.objects.exists()


def test_new_sessions_are_like_the_last_one_and_have_its_terms(series, client):
    last = EventFactory(
        series=series, registrations=True, capacity=12, mode="hybrid", members_only=True
    )
    Terms.objects.create(event=last, open_to="invited", needs_approval=True)
    Invited.objects.create(event=last, email="guest@example.org")

    client.post(address(), ticked("2099-10-12"))

    made = series.events.order_by("day").last()
    assert (made.takes_registrations, made.capacity, made.mode) == (True, 12, "hybrid")
    assert made.visibility == Event.Visibility.MEMBERS
    assert made.stored_terms.needs_approval
    assert made.invited.get().email == "guest@example.org"


def test_the_plan_is_remembered_for_the_next_term(series, client, text_of):
    client.post(address(), ticked("2099-10-12"))

    assert "Staff outing" in text_of("/desk/events/series/sample/dates/")
    assert Plan.objects.get().land == "BY"


def test_a_form_sent_twice_makes_nothing_twice(series, client):
    client.post(address(), ticked("2099-10-12"))

    answer = client.post(address(), ticked("2099-10-12", "2099-11-09"))

    assert "At that time there is a session already." in answer.content.decode()
    assert days_of(series) == ["2099-10-12"]


def test_without_a_tick_nothing_is_made_and_that_is_said(series, client):
    answer = client.post(address(), {"2099-10-12-title": "Kept though"})

    assert "Tick at least one date." in answer.content.decode()
    assert "Kept though" in answer.content.decode()


def test_a_title_that_is_too_long_is_named_and_everything_typed_stays(series, client):
    typed = ticked("2099-10-12", **{"2099-10-12-title": "x" * 301, "2099-11-09-title": "Mine"})

    html = client.post(address(), typed).content.decode()

    assert "at most 300 characters" in html
    assert 'value="Mine"' in html
    assert not series.events.exists()


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"first_day": "soon"}, "Give a day, such as 2026-10-12."),
        ({"first_day": "0001-01-01"}, "The year must be from 1991 to 2100."),
        ({"last_day": "9999-12-31"}, "The year must be from 1991 to 2100."),
        ({"last_day": "2099-01-01"}, "The last day must not be before the first."),
        ({"last_day": "2100-12-31"}, "That makes more than 60 dates"),
        ({"weekdays": []}, "This field is required."),
        ({"weekdays": "7"}, "Select a valid choice."),
        ({"weekdays": "1", "last_day": "2099-10-12"}, "There is no such day"),
        ({"rhythm": "hourly"}, "Select a valid choice."),
        ({"begins": "teatime"}, "Enter a valid time."),
        ({"ends": "15:00"}, "A session must end after it begins."),
        ({"land": "XX"}, "Select a valid choice."),
        ({"free_days": "Christmas"}, "“Christmas” is no day."),
        ({"free_days": "2099-02-30"}, "“2099-02-30” is no day."),
        ({"free_days": "2099-12-24 to 2099-12-01"}, "ends before it begins."),
        ({"free_days": "1.1.2099\n" * 101}, "At most 100 entries."),
        ({"free_days": "\0"}, "Null characters are not allowed."),
        ({"free_days": "x" * 5001}, "at most 5000 characters"),
    ],
)
def test_nonsense_gets_a_clear_message(series, client, mistake, message):
    for answer in (client.get(address(**mistake)), client.post(address(**mistake))):
        html = answer.content.decode()
        assert message in html
        assert "16:00" in html or "teatime" in html
    assert not series.events.exists()


def test_the_night_the_clocks_are_put_forward_has_no_session_at_half_past_two(series, client):
    night = {"first_day": "2099-03-29", "last_day": "2099-03-29", "weekdays": "6"}
    page = address(**night, begins="02:30", ends="03:10")

    html = client.post(page, ticked("2099-03-29")).content.decode()

    assert "In that night the clocks skip this time." in html
    assert not series.events.exists()


def test_the_grid_costs_the_same_for_few_and_for_many_dates(series, queries_of):
    few = queries_of(address(last_day="2099-10-12"))
    for day in range(12, 26):
        EventFactory(series=series, starts_at=at(f"2099-10-{day}T09:00"))

    # The terms are those of the last session, which is asked for either way.
    assert queries_of(address(weekdays=["0", "1", "2", "3", "4"])) == few


@pytest.mark.django_db(transaction=True)
def test_two_organisers_who_fill_a_term_at_once_make_it_once(organiser):
    series = SeriesFactory()
    plan = {"first_day": "2099-10-12", "last_day": "2099-10-12", "weekdays": [0]}
    times = {"begins": datetime.time(16), "ends": datetime.time(17)}
    chosen = [filling.Chosen(datetime.date(2099, 10, 12), "Only one")]

    errors = at_once(
        lambda _n: filling.fill(Plan(series=series, **plan, **times), chosen, by=organiser), [1, 2]
    )

    assert [type(error) for error in errors] == [filling.Taken]
    assert series.events.count() == 1
    assert series.events.aggregate(Max("sequence"))["sequence__max"] == 0


def test_members_may_take_the_new_dates_where_that_is_ticked(client, series):
    client.post(address(), ticked(MONDAYS[0]) | {"open_slots": "on"})

    assert series.events.get().is_open_slot


def test_new_sessions_ask_what_the_last_one_asks(client, series):
    QuestionFactory(event=EventFactory(series=series, past=True), text="Do you bring slides?")

    client.post(address(), ticked(MONDAYS[0]))

    asked = series.events.get(day=MONDAYS[0]).questions.values_list("text", flat=True)
    assert list(asked) == ["Do you bring slides?"]
