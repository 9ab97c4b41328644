"""Moving a talk of a series to another date: what moves along, and who is told what."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.urls import reverse

from events import ics
from events.models import Event, Talk
from events.planning import moving
from events.planning.models import Plan
from portal.mail.models import Delivery, Message
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    TalkFactory,
    moment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(db):
    return SeriesFactory(title="Sample seminar", zone="Europe/Berlin")


def session(series, days, **facts):
    return EventFactory(series=series, starts_at=moment(days=days), registrations=True, **facts)


@pytest.fixture
def talk(series):
    """The only talk of a session in a week, for which two have a place and one waits."""
    event = session(series, 7, title="Rates", capacity=2)
    RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory(event=event, state="waiting")
    return TalkFactory(event=event, by=UserFactory(email="speaker@example.org"))


@pytest.fixture
def empty(series):
    """A session in two weeks in which nobody speaks, for which one has a place."""
    event = session(series, 14, title="Open slot")
    RegistrationFactory(event=event, email="early@example.org")
    return event


def address(talk):
    return reverse("planning-desk:move", args=[talk.event.slug, talk.pk])


def first_key(talk):
    return moving.targets(talk)[0].key


def times(*events):
    return [Event.objects.get(pk=event.pk).starts_at for event in events]


def test_the_session_and_the_next_one_without_a_talk_exchange_their_dates(talk, empty):
    session_with_talk = session(talk.event.series, 10)
    TalkFactory(event=session_with_talk)

    moving.move(talk, first_key(talk))

    assert times(talk.event, empty) == [moment(days=14), moment(days=7)]
    assert times(session_with_talk) == [moment(days=10)]


def test_everybody_keeps_their_place_and_is_told_once_from_what_to_what(talk, empty):
    uuid, before = talk.event.uuid, talk.event.sequence

    moving.move(talk, first_key(talk))

    event = Event.objects.get(pk=talk.event_id)
    assert event.registrations.counts()["confirmed"] == 2
    assert event.registrations.counts()["waiting"] == 1
    told = Delivery.objects.filter(message__kind="event-changed")
    # Two with a place, one who waits, the speaker; and the one of the other session.
    assert told.count() == 5
    assert len(set(told.values_list("email", flat=True))) == 5
    mine = Message.objects.filter(about=f"event:{event.pk}").exclude(calendar="").first()
    (entry,) = icalendar.Calendar.from_ical(mine.calendar).events
    assert (str(entry["uid"]), entry["sequence"]) == (str(uuid), before + 1)
    assert entry["dtstart"].dt == moment(days=14)


def test_without_a_session_that_is_free_the_next_date_of_the_rhythm_is_taken(talk):
    moving.move(talk, first_key(talk))

    # Every week, as nothing else is known.
    local = [when.date() for when in times(talk.event)]
    assert local == [moment(days=14).date()]
    assert Event.objects.count() == 1


def test_a_date_of_the_rhythm_leaves_out_holidays_and_other_sessions(series):
    monday = date(2099, 10, 12)
    Plan.objects.create(
        series=series,
        first_day=monday,
        last_day=monday,
        weekdays=[0],
        begins=time(10),
        ends=time(11),
        free_days="2099-10-19 Break",
    )
    start = moment().replace(year=2099, month=10, day=12, hour=14)
    event = EventFactory(series=series, starts_at=start)
    other = EventFactory(series=series, starts_at=start + timedelta(days=14))
    TalkFactory(event=other)

    (target,) = moving.targets(TalkFactory(event=event))

    # At the session's own hour, by the clocks of Berlin, which went back meanwhile.
    assert f"{target.starts_at:%Y-%m-%d %H:%M}" == "2099-11-02 15:00"


def test_times_within_the_session_and_the_end_of_registration_move_along(talk, empty):
    event = talk.event
    event.registration_closes_at = moment(days=6)
    event.save()
    Talk.objects.filter(pk=talk.pk).update(starts_at=event.starts_at + timedelta(minutes=15))

    moving.move(talk, first_key(talk))

    talk.refresh_from_db()
    assert talk.starts_at == moment(days=14) + timedelta(minutes=15)
    assert Event.objects.get(pk=event.pk).registration_closes_at == moment(days=13)


def test_a_title_that_names_the_day_names_the_new_one(talk, empty):
    day = f"{empty.starts_at:%-d %B %Y}"
    Event.objects.filter(pk=empty.pk).update(title=f"Sample seminar – {day}")

    moving.move(talk, first_key(talk))

    empty.refresh_from_db()
    assert empty.title == f"Sample seminar – {talk.event.starts_at:%-d %B %Y}"


def test_of_several_talks_one_moves_alone_and_its_speaker_is_told(talk, empty):
    TalkFactory(event=talk.event)
    Event.objects.filter(pk=talk.event_id).update(sequence=5)
    talk.event.refresh_from_db()
    before = sequence_of(talk)

    moving.move(talk, first_key(talk))

    talk = Talk.objects.get(pk=talk.pk)
    assert talk.event == empty
    assert times(empty) == [moment(days=14)]
    assert sequence_of(talk) > before
    assert list(Delivery.objects.values_list("message__kind", "email")) == [
        ("talk-moved", "speaker@example.org")
    ]


def sequence_of(talk):
    (entry,) = icalendar.Calendar.from_ical(ics.calendar([], [talk])).events
    return entry["sequence"]


def test_of_several_talks_none_moves_to_a_mere_date(talk):
    TalkFactory(event=talk.event)

    assert moving.targets(talk) == []


@pytest.mark.parametrize("facts", [{"past": True}, {"cancelled": True}, {"series": None}])
def test_a_talk_that_is_over_called_off_or_of_no_series_does_not_move(series, facts):
    talk = TalkFactory(event=EventFactory(**{"series": series} | facts))

    assert not moving.is_movable(talk)


def test_the_desk_says_first_what_happens_and_whom_it_reaches(client, organiser, talk, empty):
    html = client.post(address(talk), {"to": first_key(talk)}).content.decode()

    assert "3 people get a letter." in html
    assert "2 calendars change along." in html
    assert "1 speaker is told." in html
    assert "1 person gets a letter." in html
    assert times(talk.event, empty) == [moment(days=7), moment(days=14)]

    client.post(address(talk), {"to": first_key(talk), "confirmed": "yes"})
    assert times(talk.event, empty) == [moment(days=14), moment(days=7)]


@pytest.mark.parametrize("typed", [{}, {"to": "session-0"}, {"to": "x" * 9999}, {"to": "\0"}])
def test_nonsense_moves_nothing(client, organiser, talk, empty, typed):
    answer = client.post(address(talk), typed | {"confirmed": "yes"})

    assert answer.status_code == 200
    assert times(talk.event, empty) == [moment(days=7), moment(days=14)]


def test_where_there_is_no_date_the_page_says_so(client, organiser, talk):
    TalkFactory(event=talk.event)

    assert "There is no date to move to" in client.get(address(talk)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_talks_moved_at_once_to_the_same_session_do_not_both_get_its_date(series):
    talks = [TalkFactory(event=session(series, days)) for days in (7, 8)]
    empty = session(series, 14)
    key = f"session-{empty.pk}"

    errors = at_once(lambda talk: moving.move(talk, key), talks)

    # The second finds the session before its own by now.
    assert [type(error) for error in errors] in ([moving.CannotMove], [])
    dates = times(empty, *(talk.event for talk in talks))
    assert sorted(dates) == [moment(days=days) for days in (7, 8, 14)]
