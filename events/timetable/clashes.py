"""What does not fit in an arrangement: said while it is arranged, never forbidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events import half_days, when
from events.timetable.arrangement import Arrangement
from events.timetable.drafting import Draft


@dataclass(frozen=True)
class Warning:  # noqa: A001  it is what the pages call it
    """Something that does not fit, and the talks and sessions it is about."""

    kind: str
    text: str
    talks: tuple[int, ...] = ()
    blocks: tuple[str, ...] = ()


def warnings(draft: Draft) -> list[Warning]:
    """Return all that does not fit, in the language of the reader."""
    found: list[Warning] = []
    for look in (_rooms, _sessions_in_a_room, _speakers, _sessions_too_short, _absences, _days):
        found += look(draft)
    return found


def rooms_taken(arrangement: Arrangement) -> list[tuple[int, int]]:
    """Return the pairs of talks for which one named room is planned at a time: they cannot be released."""
    pairs = _in_a_room(arrangement)
    return [(one, other) for room, one, other in pairs if room]


def room_key(room: str) -> str:
    """Return a room as rooms are compared: "hall  a" is "Hall A"."""
    return " ".join(room.lower().split())


def _in_a_room(arrangement):
    spans: dict[str, list] = {}
    for talk, place in arrangement.places.items():
        if place.starts_at:
            key = room_key(arrangement.room_of(talk))
            spans.setdefault(key, []).append((place.starts_at, place.ends_at, talk))
    return [(key, *pair) for key, group in spans.items() for pair in overlapping(group)]


def overlapping(spans: Iterable) -> Iterator[tuple]:
    """Yield the pairs of what overlaps, of spans (from, to or None, what); touching ends do not."""
    going_on: list[tuple] = []
    for begins, ends, what in sorted(spans, key=lambda span: span[0]):
        # What has no length is there at the moment it begins.
        going_on = [one for one in going_on if one[1] > begins or one[0] == one[1] == begins]
        for _begins, _ends, other in going_on:
            yield other, what
        going_on.append((begins, ends or begins, what))


def _rooms(draft):
    for key, one, other in _in_a_room(draft.arrangement):
        room = draft.arrangement.room_of(one)
        words = (
            _("%(room)s is planned for two talks at a time: “%(one)s” and “%(other)s”.")
            if key
            else _("Two talks at a time, and no room is named: “%(one)s” and “%(other)s”.")
        )
        titles = {"room": room, "one": _title(draft, one), "other": _title(draft, other)}
        yield Warning("room", words % titles, talks=(one, other))


def _sessions_in_a_room(draft):
    spans: dict[str, list] = {}
    for block in draft.arrangement.blocks.values():
        if key := room_key(block.room):
            spans.setdefault(key, []).append((block.starts_at, block.ends_at, block.key))
    blocks = draft.arrangement.blocks
    for one, other in (pair for group in spans.values() for pair in overlapping(group)):
        words = _("“%(one)s” and “%(other)s” overlap in %(room)s.")
        titles = {"one": blocks[one].title, "other": blocks[other].title, "room": blocks[one].room}
        yield Warning("sessions", words % titles, blocks=(one, other))


def _speakers(draft):
    spans: dict[str, list] = {}
    names = {}
    for talk, place in draft.arrangement.places.items():
        for who, name in draft.talks[talk].who if place.starts_at else ():
            spans.setdefault(who, []).append((place.starts_at, place.ends_at, talk))
            names[who] = name
    for who, group in spans.items():
        for one, other in overlapping(group):
            words = _("%(name)s speaks in two places at a time: “%(one)s” and “%(other)s”.")
            titles = {"one": _title(draft, one), "other": _title(draft, other)}
            yield Warning("speaker", words % {"name": names[who], **titles}, talks=(one, other))


def _sessions_too_short(draft):
    for block in draft.arrangement.blocks.values():
        places = {
            talk: draft.arrangement.places[talk] for talk in draft.arrangement.talks_in(block.key)
        }
        for talk, place in places.items():
            if place.starts_at and place.starts_at < block.starts_at:
                words = _("“%(talk)s” begins before its session “%(session)s”.")
                titles = {"talk": _title(draft, talk), "session": block.title}
                yield Warning("outside", words % titles, talks=(talk,), blocks=(block.key,))
        ends = {talk: place.ends_at or place.starts_at for talk, place in places.items()}
        late = [talk for talk, end in ends.items() if end and end > block.ends_at]
        if late:
            words = _("“%(session)s” is too short: its talks last until %(time)s.")
            until = when.local(max(ends[talk] for talk in late), draft.event.zone)
            text = words % {"session": block.title, "time": f"{until:%H:%M}"}
            yield Warning("short", text, talks=tuple(late), blocks=(block.key,))


def _absences(draft):
    for talk in draft.arrangement.places:
        known, (begins, ends) = draft.talks[talk], draft.arrangement.time_of(talk)
        if not known.absences or begins is None:
            continue
        halves = half_days.touched(begins, ends or begins, draft.event.zone)
        missed = [str(half) for half in halves if half.key in known.absences]
        if missed:
            words = _("The speaker of “%(talk)s” cannot speak then: %(when)s.")
            text = words % {"talk": _title(draft, talk), "when": ", ".join(missed)}
            yield Warning("absent", text, talks=(talk,))


def _days(draft):
    first, last = draft.event.day, draft.event.last_day
    for talk, place in draft.arrangement.places.items():
        if place.starts_at is None or first is None:
            continue
        if not first <= when.local(place.starts_at, draft.event.zone).date() <= last:
            words = _("“%(talk)s” is not on a day of the event.")
            yield Warning("day", words % {"talk": _title(draft, talk)}, talks=(talk,))


def _title(draft, talk):
    return draft.talks[talk].plain_title
