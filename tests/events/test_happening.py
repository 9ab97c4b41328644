import datetime

import pytest

from events import happening
from events.models import Event, Session
from events.programme import timetable
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 2880 * MINUTE)


def session(event, begin, length, **facts):
    starts_at = NINE + begin * MINUTE
    return SessionFactory(
        event=event, starts_at=starts_at, ends_at=starts_at + length * MINUTE, **facts
    )


def talk(event, begin, length, **facts):
    starts_at = NINE + begin * MINUTE
    ends_at = starts_at + length * MINUTE if length else None
    return TalkFactory(event=event, starts_at=starts_at, ends_at=ends_at, **facts)


def after(event, minutes, zone=""):
    planned = timetable(Event.objects.with_timetable().get(pk=event.pk), zone)
    return happening.at(planned, NINE + minutes * MINUTE)


def names(happenings):
    return [(one.talk or one.session).title for one in happenings]


def by_room(moment):
    return {room.name: (names(room.now), names(room.next)) for room in moment.rooms}


def test_each_room_tells_what_goes_on_and_what_is_next(event):
    a, b = session(event, 0, 60, room="A"), session(event, 0, 60, room="B")
    talk(event, 0, 30, session=a, title="A1")
    talk(event, 30, 30, session=a, title="A2")
    talk(event, 0, 60, session=b, title="B1")

    assert by_room(after(event, 10)) == {"A": (["A1"], ["A2"]), "B": (["B1"], [])}


def test_a_talk_ends_at_the_minute_the_next_begins(event):
    a = session(event, 0, 60, room="A")
    talk(event, 0, 30, session=a, title="A1")
    talk(event, 30, 30, session=a, title="A2")

    assert by_room(after(event, 30)) == {"A": (["A2"], [])}


def test_between_two_talks_it_is_the_session_that_goes_on(event):
    a = session(event, 0, 60, room="A", title="Morning")
    talk(event, 0, 20, session=a, title="A1")
    talk(event, 30, 30, session=a, title="A2")

    assert by_room(after(event, 25)) == {"A": (["Morning"], ["A2"])}


def test_a_talk_called_off_neither_goes_on_nor_comes(event):
    a = session(event, 0, 90, room="A", title="Morning")
    talk(event, 0, 30, session=a, is_cancelled=True)
    talk(event, 30, 30, session=a, is_cancelled=True)
    talk(event, 60, 30, session=a, title="A3")

    assert by_room(after(event, 10)) == {"A": (["Morning"], ["A3"])}


def test_a_break_for_everybody_comes_then(event):
    a = session(event, 0, 60, room="A")
    talk(event, 0, 60, session=a, title="A1")
    session(event, 60, 30, title="Coffee", kind=Session.Kind.BREAK)
    session(event, 90, 60, title="Elsewhere", room="B")

    moment = after(event, 10)

    assert by_room(moment) == {"A": (["A1"], [])}
    assert names(moment.then) == ["Coffee"]
    assert moment.is_then_today


def test_before_it_begins_the_first_things_come(event):
    session(event, 0, 60, room="A", title="A")
    session(event, 0, 60, room="B", title="B")

    moment = after(event, -30)

    assert (by_room(moment), names(moment.then)) == ({}, ["A", "B"])


def test_in_the_evening_the_next_morning_comes(event):
    session(event, 0, 60, title="Today")
    session(event, 1440, 60, title="Tomorrow")

    moment = after(event, 600)

    assert names(moment.then) == ["Tomorrow"]
    assert not moment.is_then_today


def test_a_room_does_not_tell_of_the_next_day(event):
    session(event, 0, 60, room="A", title="Today")
    session(event, 1440, 60, room="A", title="Tomorrow")

    assert by_room(after(event, 30)) == {"A": (["Today"], [])}


def test_what_counts_as_the_same_day_follows_the_zone(event):
    session(event, 0, 60, room="A", title="First")  # 16:00 in Tokyo
    session(event, 540, 60, room="A", title="Late")  # 01:00 of the next day there

    assert by_room(after(event, 30)) == {"A": (["First"], ["Late"])}
    assert by_room(after(event, 30, "Asia/Tokyo")) == {"A": (["First"], [])}


def test_after_the_last_thing_it_is_over(event):
    session(event, 0, 60)

    assert not after(event, 59).is_over
    assert after(event, 60).is_over


def test_a_talk_alone_without_an_end_lasts_an_hour(event):
    talk(event, 0, None, title="Alone")

    assert by_room(after(event, 59)) == {"": (["Alone"], [])}
    assert after(event, 60).is_over


def test_a_talk_without_an_end_lasts_until_the_next_of_its_session(event):
    a = session(event, 0, 90, room="A")
    talk(event, 0, None, session=a, title="A1")
    talk(event, 40, None, session=a, title="A2")

    assert by_room(after(event, 39)) == {"A": (["A1"], ["A2"])}
    assert by_room(after(event, 89)) == {"A": (["A2"], [])}


def test_posters_go_on_as_a_whole(event):
    posters = session(event, 0, 90, room="Foyer", title="Posters")
    TalkFactory(event=event, session=posters)

    assert by_room(after(event, 10)) == {"Foyer": (["Posters"], [])}
