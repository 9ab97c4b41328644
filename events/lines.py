"""The lines of a timetable: what stands at which time, in columns by room, level where times are."""

import datetime
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format

from events.models import Session, Talk

BRIEFLY = datetime.timedelta(minutes=10)
MOST_ROWS = (
    40  # as many rows as static/css/timetable.css lays out, for lines of up to eight of them
)
MOST_SPAN = 8
MOST_COLUMNS = 4


class Time(NamedTuple):
    """From when to when, as the clocks of a zone show it; `begin` and `end` are for readers."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    begin: str
    end: str


class Line(NamedTuple):
    """A session's head, a talk, or the talks of a session that have no time of their own."""

    kind: str  # "session", "social", "break", "talk", "brief", "together"
    time: Time | None = None
    session: Session | None = None
    talk: Talk | None = None
    talks: Sequence[Talk] = ()
    # Where it stands among what goes on beside it, and how many rows it takes there.
    place: tuple[datetime.datetime | None, int] = (None, 0)
    rows: int = 1

    @property
    def room(self):
        """The room, where the line has to say it: a talk does where its session is elsewhere."""
        if self.talk is None:
            return self.session.room if self.session else ""
        is_there = self.session is not None and self.talk.room == self.session.room
        return "" if is_there else self.talk.room


@dataclass(frozen=True)
class Column:
    """What goes on in one room, in order of time."""

    room: str
    lines: list[Line]


def columns(slots, zone: str, day: datetime.date) -> list[Column]:
    """Return the slots by room, level with each other where `are_level` says so."""
    by_room: dict[str, list[Line]] = {}
    for slot in slots:
        by_room.setdefault(slot.room, []).extend(_lines(slot, zoneinfo.ZoneInfo(zone), day))
    rooms = sorted(by_room, key=by_number)
    if len(rooms) == 1:
        return [Column(room, by_room[room]) for room in rooms]
    places = sorted({line.place for lines in by_room.values() for line in lines})
    return [Column(room, _spread(by_room[room], places)) for room in rooms]


def are_level(columns: list[Column]) -> bool:
    """Tell whether the same time stands at the same height in each of the columns."""
    if not 1 < len(columns) <= MOST_COLUMNS:
        return False
    rows = {sum(line.rows for line in column.lines) for column in columns}
    lines = [line for column in columns for line in column.lines]
    return (
        len(rows) == 1
        and max(rows) <= MOST_ROWS
        and all(0 < one.rows <= MOST_SPAN for one in lines)
    )


def _spread(lines, places):
    """Give each line the rows until the next one of its room."""
    where = [places.index(line.place) for line in lines]
    ends = [*where[1:], len(places)]
    return [
        line._replace(rows=end - begin) for line, begin, end in zip(lines, where, ends, strict=True)
    ]


def _lines(slot, zone, day):
    if slot.session is None:
        return [_of_talk(talk, None, zone, day, 0) for talk in slot.talks]
    head = Line(
        slot.kind,
        _time(slot.starts_at, slot.ends_at, zone, day),
        slot.session,
        place=(slot.starts_at, 0),
    )
    timed = [talk for talk in slot.talks if talk.starts_at]
    lines = [head, *(_of_talk(talk, slot.session, zone, day, 1) for talk in timed)]
    if together := [talk for talk in slot.talks if not talk.starts_at]:
        place = (max(one.place for one in lines)[0], 2)
        lines.append(Line("together", session=slot.session, talks=together, place=place))
    return lines


def _of_talk(talk, session, zone, day, step):
    is_brief = talk.ends_at and talk.ends_at - talk.starts_at <= BRIEFLY
    time = _time(talk.starts_at, talk.ends_at, zone, day)
    kind = "brief" if is_brief else "talk"
    return Line(kind, time, session, talk, place=(talk.starts_at, step))


def _time(starts_at, ends_at, zone, day):
    begin = starts_at.astimezone(zone)
    end = ends_at.astimezone(zone) if ends_at else None
    return Time(begin, end, _clock(begin, day), _clock(end, day) if end else "")


def _clock(moment, day):
    """The time, with the weekday where that is not the day under which it stands."""
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == day else f"{clock} ({date_format(moment, 'D')})"


def by_number(room: str) -> list[str | int]:
    """Put "Hall 2" before "Hall 10"."""
    parts = re.split(r"(\d+)", room.casefold())
    return [int(part) if part.isdecimal() else part for part in parts]
