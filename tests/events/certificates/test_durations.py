import datetime

import pytest

from events.certificates import durations
from events.models import Session
from tests.factories.events import EventFactory, SessionFactory, TalkFactory, moment

pytestmark = pytest.mark.django_db


def session(event, begins, ends, **facts):
    day = event.starts_at
    at = [day + datetime.timedelta(minutes=minutes) for minutes in (begins, ends)]
    return SessionFactory(event=event, starts_at=at[0], ends_at=at[1], **facts)


def test_an_event_of_a_day_lasts_from_begin_to_end():
    assert durations.of_event(EventFactory()) == 60


def test_a_meeting_lasts_as_long_as_its_sessions_with_talks():
    event = EventFactory(ends_at=moment(days=9))
    session(event, 0, 90)
    session(event, 90, 120, kind=Session.Kind.BREAK)
    session(event, 120, 180)

    assert durations.of_event(event) == 150


def test_what_is_parallel_counts_once():
    event = EventFactory(ends_at=moment(days=9))
    session(event, 0, 90)
    session(event, 30, 120)

    assert durations.of_event(event) == 120


def test_of_several_days_without_a_programme_nobody_knows():
    assert durations.of_event(EventFactory(ends_at=moment(days=9))) is None


def test_of_an_event_without_an_end_nobody_knows():
    assert durations.of_event(EventFactory(ends_at=None)) is None


def test_a_talk_lasts_as_long_as_its_slot():
    at = moment()
    slot = {"starts_at": at, "ends_at": at + datetime.timedelta(minutes=45)}

    assert durations.of_talk(TalkFactory(**slot)) == 45
    assert durations.of_talk(TalkFactory()) is None
