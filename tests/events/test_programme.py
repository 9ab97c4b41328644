import datetime

import pytest

from events.models import Event
from events.programme import timetable
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 48 * HOUR)


def session(event, begin, length=1, room="", **facts):
    starts_at = NINE + begin * HOUR
    return SessionFactory(
        event=event, starts_at=starts_at, ends_at=starts_at + length * HOUR, room=room, **facts
    )


def planned(event):
    return timetable(Event.objects.with_programme().get(pk=event.pk))


def titles(blocks):
    return [[(slot.session or slot.talks[0]).title for slot in block.slots] for block in blocks]


def test_the_days_are_those_of_the_zone(event):
    session(event, 14.5, title="Before midnight")
    session(event, 15.5, title="After midnight")

    assert [str(day.date) for day in planned(event).days] == ["2030-07-01", "2030-07-02"]


def test_the_days_are_those_of_a_zone_asked_for(event):
    session(event, 14.5, title="At half past eleven in Berlin")

    (day,) = timetable(Event.objects.with_timetable().get(), "Asia/Tokyo").days

    assert str(day.date) == "2030-07-02"


def test_a_session_holds_its_talks_in_order_of_time(event):
    morning = session(event, 0)
    later = TalkFactory(event=event, session=morning, starts_at=NINE + HOUR / 2)
    sooner = TalkFactory(event=event, session=morning, starts_at=NINE)
    untimed = TalkFactory(event=event, session=morning)

    (day,) = planned(event).days

    assert day.blocks[0].slots[0].talks == [sooner, later, untimed]


def test_sessions_at_the_same_time_stand_beside_each_other(event):
    session(event, 0, length=2, room="A", title="A1")
    session(event, 1, length=2, room="B", title="B1")
    session(event, 3, title="Together")

    (day,) = planned(event).days

    assert titles(day.blocks) == [["A1", "B1"], ["Together"]]


def test_one_after_the_other_is_not_at_the_same_time(event):
    session(event, 0, title="First")
    session(event, 1, title="Second")

    (day,) = planned(event).days

    assert titles(day.blocks) == [["First"], ["Second"]]


def test_a_talk_on_its_own_stands_beside_a_session_at_the_same_time(event):
    TalkFactory(event=event, title="Alone", starts_at=NINE, ends_at=NINE + HOUR, room="B")
    session(event, 0.5, title="Session", room="A")

    (day,) = planned(event).days

    assert titles(day.blocks) == [["Alone", "Session"]]
    assert [column.room for column in day.blocks[0].columns] == ["A", "B"]


def test_a_talk_with_a_time_needs_no_session(event):
    TalkFactory(event=event, title="On its own", starts_at=NINE + HOUR)
    session(event, 0, title="Session")

    (day,) = planned(event).days

    assert titles(day.blocks) == [["Session"], ["On its own"]]


def test_talks_without_a_time_are_listed_apart(event):
    talk = TalkFactory(event=event)

    plan = planned(event)

    assert plan.unplanned == [talk]
    assert plan.days == []
    assert plan


def test_an_event_without_anything_has_an_empty_timetable(event):
    assert not planned(event)
