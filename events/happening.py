"""What goes on at a meeting at a moment, room by room, and what comes next."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from events import when
from events.lines import by_number
from events.models import Session, Talk
from events.programme import Timetable

AN_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Happening:
    """A talk, or a session as a whole: a break, an evening, posters."""

    room: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    session: Session | None
    talk: Talk | None = None


@dataclass(frozen=True)
class Room:
    """A room where something goes on, or none in particular; `next` begins there later the same day."""

    name: str
    now: list[Happening]
    next: list[Happening]


@dataclass(frozen=True)
class Moment:
    """How a meeting stands: where something goes on, and what begins `then` in any other place."""

    at: datetime.datetime
    rooms: list[Room]
    then: list[Happening]

    @property
    def is_over(self):
        return not self.rooms and not self.then

    @property
    def is_then_today(self):
        return any(one.starts_at.date() == self.at.date() for one in self.then)


def at(planned: Timetable, moment: datetime.datetime) -> Moment:
    """Return what goes on at the moment and what comes next; talks called off do neither."""
    happenings = [one for slot in planned.slots for one in _of_slot(slot, planned.zone)]
    moment = when.local(moment, planned.zone)
    going_on = [one for one in happenings if one.starts_at <= moment < one.ends_at]
    coming = [one for one in happenings if one.starts_at > moment]
    today = [one for one in coming if one.starts_at.date() == moment.date()]
    names = sorted({one.room for one in going_on}, key=by_number)
    elsewhere = [one for one in (today if names else coming) if one.room not in names]
    rooms = [
        Room(name, _talks_first(_in(name, going_on)), _soonest(_in(name, today))) for name in names
    ]
    return Moment(moment, rooms, _soonest(elsewhere))


def _of_slot(slot, zone):
    """A session as a whole, and each talk in it that has a time."""
    begin = when.local(slot.starts_at, zone)
    end = when.local(slot.ends_at or slot.starts_at + AN_HOUR, zone)
    if slot.session:
        yield Happening(slot.room, begin, end, slot.session)
    # From the last to the first: a talk whose end is unknown lasts until the next.
    for talk in reversed([talk for talk in slot.talks if talk.starts_at]):
        begin = when.local(talk.starts_at, zone)
        until = when.local(talk.ends_at, zone) if talk.ends_at else end
        if not talk.is_cancelled:
            yield Happening(talk.room or slot.room, begin, until, slot.session, talk)
        end = begin


def _in(room, happenings):
    return [one for one in happenings if one.room == room]


def _soonest(happenings: Iterable[Happening]):
    first = min((one.starts_at for one in happenings), default=None)
    return _talks_first([one for one in happenings if one.starts_at == first])


def _talks_first(happenings):
    """The talks among them; where there are none, the sessions."""
    return [one for one in happenings if one.talk] or happenings
