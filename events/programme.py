"""The timetable of an event: days, and in each day what happens one after the other."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from events import lines, when
from events.models import Event, Session, Talk


@dataclass(frozen=True)
class Slot:
    """A part of the timetable: a session with its talks, or a talk that stands for itself."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    session: Session | None = None
    talks: list[Talk] = field(default_factory=list)

    @property
    def kind(self):
        """What it is: "session", "social", "break" or "talk"."""
        if self.session is None:
            return "talk"
        is_of_talks = self.session.kind == Session.Kind.TALKS
        return "session" if is_of_talks else str(self.session.kind)

    @property
    def room(self):
        return self.session.room if self.session else self.talks[0].room


@dataclass(frozen=True)
class Block:
    """Slots at the same time, side by side in their rooms; mostly there is just one."""

    slots: list[Slot]
    day: datetime.date
    zone: str

    @property
    def is_parallel(self):
        return len(self.columns) > 1

    @property
    def is_level(self):
        """Tell whether its columns can be laid out so that times are level."""
        return lines.are_level(self.columns)

    @cached_property
    def columns(self):
        """What goes on in each room, line by line."""
        return lines.columns(self.slots, self.zone, self.day)


@dataclass(frozen=True)
class Day:
    """One day of the programme."""

    date: datetime.date
    blocks: list[Block]


@dataclass(frozen=True)
class Timetable:
    """All that is planned, by day, and the talks that have no time yet."""

    days: list[Day]
    unplanned: list[Talk]
    zone: str

    def __bool__(self):
        return bool(self.days or self.unplanned)

    @property
    def slots(self):
        """All that has a time, in order."""
        return [slot for day in self.days for block in day.blocks for slot in block.slots]


def timetable(event: Event, zone: str = "") -> Timetable:
    """Return the programme of an event that was loaded `with_programme()`, by the days of a zone.

    Without a zone these are the days of the event's own.
    """
    zone = zone or event.zone
    talks = list(event.talks.all())
    slots = [*_sessions(event, talks), *_talks_on_their_own(talks)]
    slots.sort(key=lambda slot: slot.starts_at)
    by_day = groupby(slots, key=lambda slot: when.local(slot.starts_at, zone).date())
    return Timetable(
        days=[Day(date, _blocks(list(of_day), date, zone)) for date, of_day in by_day],
        unplanned=[talk for talk in talks if talk.session_id is None and not talk.starts_at],
        zone=zone,
    )


def _sessions(event, talks):
    in_session: dict[int | None, list[Talk]] = {}
    for talk in talks:
        in_session.setdefault(talk.session_id, []).append(talk)
    return [
        Slot(session.starts_at, session.ends_at, session, in_session.get(session.pk, []))
        for session in event.sessions.all()
    ]


def _talks_on_their_own(talks):
    return [
        Slot(talk.starts_at, talk.ends_at, talks=[talk])
        for talk in talks
        if talk.session_id is None and talk.starts_at
    ]


def _blocks(slots, day, zone):
    """Put what overlaps in time into one block."""
    blocks: list[Block] = []
    until = None
    for slot in slots:
        if until is not None and slot.starts_at < until:
            blocks[-1].slots.append(slot)
        else:
            blocks.append(Block([slot], day, zone))
            until = None
        ends = slot.ends_at or slot.starts_at
        until = ends if until is None else max(until, ends)
    return blocks
