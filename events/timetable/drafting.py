"""The draft of a programme: what is released, and over it what organisers have touched.

What they did not touch follows whatever else changes the released programme; of what they did touch and
somebody else changed meanwhile the draft tells (`overtaken`), and keeps what they want.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from events.models import Event
from events.timetable import talks
from events.timetable.arrangement import Arrangement, Block, Place
from events.timetable.models import Plan
from events.timetable.talks import Facts

MOMENTS = ("starts_at", "ends_at")


@dataclass(frozen=True)
class Draft:
    """An event's programme as it is arranged now, beside what is released."""

    event: Event
    plan: Plan
    talks: Mapping[int, Facts]
    rows: Mapping[int, Any]  # the stored talks
    released: Arrangement
    arrangement: Arrangement

    @property
    def lengths(self):
        return talks.lengths(self.talks.values(), self.arrangement)

    @property
    def is_begun(self) -> bool:
        """Tell whether anything is arranged otherwise than it is released."""
        return bool(self.plan.entries)

    @property
    def overtaken(self) -> list[str]:
        """The titles of what was changed elsewhere since it was arranged here."""
        blocks = _overtaken(self.plan.entries.get("blocks", {}), self.released.blocks)
        places = _overtaken(self.plan.entries.get("places", {}), self.released.places)
        titles = [self.released.blocks[key].title for key in blocks]
        return titles + [self.talks[int(key)].plain_title for key in places]


def read(event: Event, plan: Plan | None = None) -> Draft:
    """Return the draft of an event, at a fixed number of queries; without one, what is released."""
    plan = plan or Plan.objects.filter(event=event).first() or Plan(event=event)
    rows = {talk.pk: talk for talk in talks.standing(event)}
    released = as_released(event, rows.values())
    return Draft(
        event=event,
        plan=plan,
        talks={pk: talks.facts(talk) for pk, talk in rows.items()},
        rows=rows,
        released=released,
        arrangement=_applied(plan.entries, released),
    )


def as_released(event, rows) -> Arrangement:
    """Return how the stored rows are arranged; a room that is the session's own is not said twice."""
    blocks = {
        str(row.pk): Block(
            str(row.pk), row.kind, row.title, row.room, _utc(row.starts_at), _utc(row.ends_at)
        )
        for row in event.sessions.all()
    }
    return Arrangement(blocks, {row.pk: _place(row) for row in rows})


def _place(row):
    room = "" if row.session and row.room == row.session.room else row.room
    key = str(row.session_id) if row.session_id else ""
    return Place(key, _utc(row.starts_at), _utc(row.ends_at), room)


def entries_for(draft: Draft, arrangement: Arrangement) -> dict[str, dict[str, Any]]:
    """Return what a draft has to hold so that everything is arranged like this."""
    known = draft.plan.entries
    return {
        kind: found
        for kind, found in (
            (
                "blocks",
                _entries(known.get("blocks", {}), draft.released.blocks, arrangement.blocks),
            ),
            (
                "places",
                _entries(known.get("places", {}), draft.released.places, arrangement.places),
            ),
        )
        if found
    }


def new_key(draft: Draft) -> str:
    """Return a key for a session that is only in the draft: one that never stood there before."""
    return f"new-{draft.plan.revision + 1}"


def _entries(known, released: Mapping, now: Mapping):
    found = {}
    for key in [*released, *(key for key in now if key not in released)]:
        was, wanted = _data(released.get(key)), _data(now.get(key))
        before = known.get(str(key))
        if was == wanted:
            continue
        # What this change did not touch is still compared with what it was when it was touched.
        found[str(key)] = (
            before if before and before["now"] == wanted else {"was": was, "now": wanted}
        )
    return found


def _applied(entries, released):
    blocks = _with(released.blocks, entries.get("blocks", {}), str, Block)
    places = _with(released.places, entries.get("places", {}), int, Place)
    places = {
        talk: replace(place, block="") if place.block not in blocks else place
        for talk, place in places.items()
    }
    return Arrangement(blocks, places)


def _with(released: Mapping, entries, key_of: Callable, kind: type):
    now = dict(released)
    for text, entry in entries.items():
        key = key_of(text)
        if entry["was"] is not None and key not in released:
            continue  # it was taken away elsewhere
        if entry["now"] is None:
            now.pop(key, None)
        else:
            now[key] = _value(kind, entry["now"])
    return now


def _overtaken(entries, released):
    stored = {str(key): value for key, value in released.items()}
    return [
        key
        for key, entry in entries.items()
        if key in stored and entry["was"] != _data(stored[key])
    ]


def _data(value):
    if value is None:
        return None
    data = asdict(value)
    return data | {name: data[name] and data[name].isoformat() for name in MOMENTS}


def _value(kind, data):
    moments = {name: data[name] and datetime.datetime.fromisoformat(data[name]) for name in MOMENTS}
    return kind(**data | moments)


def _utc(moment):
    return moment and moment.astimezone(datetime.UTC)
