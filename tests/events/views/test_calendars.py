import icalendar
import pytest
from django.urls import reverse

from tests.factories.events import EventFactory, SeriesFactory, moment

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(one["summary"]) for one in icalendar.Calendar.from_ical(response.content).events]


def test_the_calendar_of_an_event_is_served_as_a_calendar(client):
    event = EventFactory(title="Sample event")

    response = client.get(reverse("events:event-ics", args=[event.slug]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(response) == ["Sample event"]


def test_the_public_calendar_holds_what_everybody_may_see(client, organiser):
    EventFactory(title="Public")
    EventFactory(title="Called off", cancelled=True)
    EventFactory(title="Draft", draft=True)
    EventFactory(title="Internal", members_only=True)
    EventFactory(title="Years ago", starts_at=moment(days=-800))

    assert sorted(titles(client.get("/calendar.ics"))) == ["Called off", "Public"]


def test_the_calendar_of_a_series_holds_its_sessions(client):
    series = SeriesFactory()
    EventFactory(title="A session", series=series)
    EventFactory(title="Another event")

    assert titles(client.get(reverse("events:seminar-ics", args=[series.slug]))) == ["A session"]


def test_who_has_the_calendar_already_is_told_that_nothing_changed(client):
    event = EventFactory()
    first = client.get("/calendar.ics")

    again = client.get("/calendar.ics", headers={"if-none-match": first["ETag"]})
    event.title = "A new title"
    event.save()
    changed = client.get("/calendar.ics", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_an_event_without_a_known_day_has_no_calendar(client):
    event = EventFactory(of_record=True)

    assert client.get(reverse("events:event-ics", args=[event.slug])).status_code == 404


def test_a_calendar_costs_the_same_with_one_event_and_with_many(queries_of):
    EventFactory(series=SeriesFactory())
    with_one = queries_of("/calendar.ics")
    for _time in range(29):
        EventFactory(series=SeriesFactory())

    assert queries_of("/calendar.ics") == with_one <= 8


def test_a_calendar_program_gets_no_cookie(client):
    EventFactory()

    client.get("/calendar.ics")

    assert not client.cookies
