"""The timetable of an event: days, and in each day what happens one after the other."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from events import when
from events.models import Event, Session, Talk


@dataclass(frozen=True)
class Slot:
    """A line of the timetable: a session with its talks, or a talk that stands for itself."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    session: Session | None = None
    talks: list[Talk] = field(default_factory=list)

    @property
    def kind(self):
        """The component's word for it: "session", "break" or "talk"."""
        if self.session is None:
            return "talk"
        return "break" if self.session.kind == Session.Kind.BREAK else "session"


@dataclass(frozen=True)
class Block:
    """Slots at the same time, side by side in their rooms; mostly there is just one."""

    slots: list[Slot]

    @property
    def is_parallel(self):
        return len(self.slots) > 1


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

    def __bool__(self):
        return bool(self.days or self.unplanned)


def timetable(event: Event) -> Timetable:
    """Return the programme of an event that was loaded `with_programme()`."""
    talks = list(event.talks.all())
    slots = [*_sessions(event, talks), *_talks_on_their_own(talks)]
    slots.sort(key=lambda slot: slot.starts_at)
    by_day = groupby(slots, key=lambda slot: when.local(slot.starts_at, event.zone).date())
    return Timetable(
        days=[Day(date, _blocks(list(of_day))) for date, of_day in by_day],
        unplanned=[talk for talk in talks if talk.session_id is None and not talk.starts_at],
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


def _blocks(slots):
    """Put sessions that overlap in time beside each other."""
    blocks: list[Block] = []
    until = None
    for slot in slots:
        overlaps = until is not None and slot.starts_at < until and slot.session is not None
        if overlaps and all(other.session for other in blocks[-1].slots):
            blocks[-1].slots.append(slot)
        else:
            blocks.append(Block([slot]))
            until = None
        ends = slot.ends_at or slot.starts_at
        until = ends if until is None else max(until, ends)
    return blocks
