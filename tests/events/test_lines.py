import datetime

import pytest

from events.models import Event
from events.programme import timetable
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 7, 1, 7, tzinfo=datetime.UTC)  # nine o'clock in Berlin
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 600 * MINUTE)


def session(event, room, begin=0, length=60, *, talks=(), **facts):
    """A session in a room with talks that begin so many minutes after it and last until the next."""
    starts_at = NINE + begin * MINUTE
    ends_at = starts_at + length * MINUTE
    made = SessionFactory(event=event, starts_at=starts_at, ends_at=ends_at, room=room, **facts)
    for at, end in zip(talks, [*talks[1:], length], strict=False):
        of_talk = {"starts_at": starts_at + at * MINUTE, "ends_at": starts_at + end * MINUTE}
        TalkFactory(event=event, session=made, **of_talk)
    return made


def block_of(event, zone=""):
    (day,) = timetable(Event.objects.with_timetable().get(pk=event.pk), zone).days
    return day.blocks[0]


def rows(block):
    return {column.room: [line.rows for line in column.lines] for column in block.columns}


def test_rooms_stand_in_the_order_of_their_numbers(event):
    for room in ("Hall 10", "hall 2", "Annex"):
        session(event, room)

    assert [column.room for column in block_of(event).columns] == ["Annex", "hall 2", "Hall 10"]


def test_sessions_one_after_the_other_share_the_column_of_their_room(event):
    session(event, "A", 0, 120)
    session(event, "B", 0, 60, title="First")
    session(event, "B", 60, 60, title="Then")

    _a, b = block_of(event).columns

    assert [line.session.title for line in b.lines] == ["First", "Then"]


def test_talks_at_the_same_time_are_level(event):
    session(event, "A", talks=[0, 30])
    session(event, "B", talks=[0, 30])

    assert rows(block_of(event)) == {"A": [1, 1, 1], "B": [1, 1, 1]}
    assert block_of(event).is_level


def test_a_longer_talk_takes_the_rows_of_those_that_begin_meanwhile(event):
    session(event, "A", talks=[0, 20, 40])
    session(event, "B", talks=[0, 30])

    # 9:00, 9:20, 9:30, 9:40 beneath the heads of both
    assert rows(block_of(event)) == {"A": [1, 1, 2, 1], "B": [1, 2, 2]}
    assert block_of(event).is_level


def test_a_room_where_things_begin_later_is_not_laid_out_level(event):
    session(event, "A", 0, 60, talks=[0, 30])
    session(event, "B", 30, 60, talks=[0, 30])

    assert not block_of(event).is_level


def test_more_rooms_than_there_is_width_for_are_not_laid_out_level(event):
    for room in "ABCDE":
        session(event, room, talks=[0, 30])

    assert len(block_of(event).columns) == 5
    assert not block_of(event).is_level


def test_a_session_alone_has_one_column_however_its_talks_lie(event):
    session(event, "A", talks=[0, 20, 40])

    block = block_of(event)

    assert not block.is_parallel
    assert rows(block) == {"A": [1, 1, 1, 1]}


def test_a_talk_of_ten_minutes_is_told_briefly(event):
    session(event, "A", talks=[0, 10, 50])

    kinds = [line.kind for line in block_of(event).columns[0].lines]

    assert kinds == ["session", "brief", "talk", "brief"]


def test_talks_without_a_time_stand_together_after_the_others_of_their_session(event):
    posters = session(event, "A", talks=[0])
    without = [TalkFactory(event=event, session=posters) for _ in range(3)]

    last = block_of(event).columns[0].lines[-1]

    assert (last.kind, last.talks) == ("together", without)


def test_a_talk_names_its_room_only_where_its_session_is_elsewhere(event):
    made = session(event, "A")
    TalkFactory(event=event, session=made, room="A", starts_at=NINE)
    TalkFactory(event=event, session=made, room="B", starts_at=NINE + MINUTE)
    TalkFactory(event=event, session=made, starts_at=NINE + 2 * MINUTE)

    assert [line.room for line in block_of(event).columns[0].lines] == ["A", "", "B", ""]


def test_a_time_after_midnight_names_its_day(event):
    session(event, "A", 14 * 60, 120, talks=[0, 70])  # from eleven in the evening

    head, first, second = block_of(event).columns[0].lines

    assert (head.time.begin, head.time.end) == ("23:00", "01:00 (Tue)")
    assert (first.time.end, second.time.begin) == ("00:10 (Tue)", "00:10 (Tue)")


def test_times_are_those_of_the_zone_asked_for(event):
    session(event, "A", talks=[0])

    line = block_of(event, "Asia/Tokyo").columns[0].lines[1]

    assert (line.time.begin, line.time.end) == ("16:00", "17:00")
    assert line.time.starts_at == NINE
