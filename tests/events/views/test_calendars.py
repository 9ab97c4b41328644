import datetime

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from tests.factories.events import (
    EventFactory,
    SeriesFactory,
    SpeakerFactory,
    TalkFactory,
    moment,
)
from tests.factories.projects import MembershipFactory

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


def test_there_is_a_calendar_of_each_kind(client):
    EventFactory(title="A workshop", kind=Event.Kind.WORKSHOP)
    EventFactory(title="A school", kind=Event.Kind.SCHOOL)

    assert titles(client.get("/calendar.ics?kind=school")) == ["A school"]
    assert client.get("/calendar.ics?kind=party").status_code == 404


def test_what_is_called_off_stays_in_calendars_for_sixty_days(client):
    kept, gone = EventFactory(title="Kept", cancelled=True), EventFactory(cancelled=True)
    for event, days in ((kept, 59), (gone, 61)):
        long_ago = timezone.now() - datetime.timedelta(days=days)
        Event.objects.filter(pk=event.pk).update(changed_at=long_ago)

    (entry,) = icalendar.Calendar.from_ical(client.get("/calendar.ics").content).events

    assert (entry["summary"], entry["status"]) == ("Kept", "CANCELLED")


def test_a_talk_has_an_entry_with_its_own_time_and_room(client):
    event = EventFactory(starts_at=moment(days=7, hour=8), venue="Sample House")
    talk = TalkFactory(
        event=event,
        title="On $x^2$",
        abstract="About *it*.",
        starts_at=moment(days=7, hour=9),
        ends_at=moment(days=7, hour=10),
        room="Hall 2",
    )

    (entry,) = icalendar.Calendar.from_ical(client.get(f"/talks/{talk.pk}/talk.ics").content).events

    assert str(entry["uid"]) == str(talk.uuid)
    assert entry["summary"] == "Sample Speaker, Sample University: On x^2"
    assert entry["dtstart"].dt == talk.starts_at
    assert entry["location"] == "Hall 2, Sample House"
    assert entry["description"] == "About it."


def test_a_talk_without_a_time_of_its_own_has_that_of_its_event_and_moves_along(client):
    talk = TalkFactory()
    address = f"/talks/{talk.pk}/talk.ics"

    def entry():
        (only,) = icalendar.Calendar.from_ical(client.get(address).content).events
        return only

    before = entry()
    talk.event.starts_at += datetime.timedelta(days=1)
    talk.event.ends_at += datetime.timedelta(days=1)
    talk.event.save()
    after = entry()

    assert after["dtstart"].dt - before["dtstart"].dt == datetime.timedelta(days=1)
    assert after["sequence"] == before["sequence"] + 1


def test_a_talk_that_is_cancelled_says_so(client):
    talk = TalkFactory(is_cancelled=True)

    (entry,) = icalendar.Calendar.from_ical(client.get(f"/talks/{talk.pk}/talk.ics").content).events

    assert entry["status"] == "CANCELLED"


def test_a_project_has_a_calendar_of_its_members_public_talks(client):
    membership = MembershipFactory()
    for facts in ({"title": "Ours"}, {"title": "Hidden", "event__members_only": True}):
        talk = TalkFactory(speakers=[], **facts)
        SpeakerFactory(talk=talk, name="Sample Ada", affiliation="", person=membership.person)
    TalkFactory(title="Of others")

    answer = client.get(f"/projects/{membership.project.slug}/calendar.ics")

    assert titles(answer) == ["Sample Ada: Ours"]


def test_the_calendar_of_a_project_costs_the_same_with_one_talk_and_with_many(queries_of):
    membership = MembershipFactory()
    counts = []
    for number in (1, 29):
        for talk in TalkFactory.create_batch(number, speakers=[]):
            SpeakerFactory(talk=talk, person=membership.person)
        counts.append(queries_of(f"/projects/{membership.project.slug}/calendar.ics"))

    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("address", ["/calendar.ics", "/calendar.ics?kind=workshop"])
def test_no_public_calendar_tells_a_join_link(client, address):
    series = SeriesFactory(join_link="https://meet.example.org/series")
    event = EventFactory(series=series, join_link="https://meet.example.org/event")
    membership = MembershipFactory()
    SpeakerFactory(talk=TalkFactory(event=event, speakers=[]), person=membership.person)
    addresses = [
        address,
        reverse("events:seminar-ics", args=[series.slug]),
        reverse("events:event-ics", args=[event.slug]),
        f"/talks/{event.talks.get().pk}/talk.ics",
        f"/projects/{membership.project.slug}/calendar.ics",
    ]

    assert [one for one in addresses if b"meet.example.org" in client.get(one).content] == []


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
