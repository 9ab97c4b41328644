import datetime

import pytest

from events import when
from events.timetable import drafting, releasing
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

NINE = datetime.datetime(2031, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
HALF_AN_HOUR = datetime.timedelta(minutes=30)


def at(halves):
    """The moment so many half hours after nine."""
    return NINE + halves * HALF_AN_HOUR


def slot(halves, length=1, **more):
    return {"starts_at": at(halves), "ends_at": at(halves + length), **more}


@pytest.fixture
def event():
    """A meeting of two days."""
    return EventFactory(
        slug="meeting", title="Sample meeting", starts_at=NINE, ends_at=NINE + 66 * HALF_AN_HOUR
    )


@pytest.fixture
def session(event):
    """A session from nine to eleven in Hall A."""
    return SessionFactory(event=event, title="Sample session", room="Hall A", **slot(0, 4))


@pytest.fixture
def talks(event, session):
    """Three talks in the session, one after the other."""
    return [
        TalkFactory(event=event, title=f"Talk {n}", session=session, **slot(n - 1))
        for n in (1, 2, 3)
    ]


@pytest.fixture
def release(event, organiser):
    """Release the programme as it is arranged: `release()`."""

    def release(**how):
        mark = releasing.prospect(event).mark
        return releasing.release(event, by=organiser, seen=mark, **how)

    return release


def times(event):
    """What is planned, as "09:00 Hall A" by title; "" for talks without a time."""
    draft = drafting.read(event)
    now = draft.arrangement
    return {
        draft.talks[talk].title: (
            f"{when.local(place.starts_at, event.zone):%H:%M} {now.room_of(talk)}".strip()
            if place.starts_at
            else ""
        )
        for talk, place in now.places.items()
    }
