"""What differs between two versions of a programme, as data that is kept and as words for a reader."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events import when
from events.timetable.drafting import Draft
from portal.common.text import plain

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
NOTHING: dict[str, dict] = {"talks": {}, "sessions": {}}
COMPARED = ("title", "starts_at", "ends_at", "room")


def programme(draft: Draft) -> dict[str, dict[str, Any]]:
    """Return all that people are told of an arrangement, as data: talks with a place, and sessions."""
    now = draft.arrangement
    talks = {
        str(talk): _told(draft.talks[talk].title, *now.time_of(talk), now.room_of(talk))
        for talk, place in now.places.items()
        if place.is_somewhere
    }
    sessions = {
        key: _told(block.title, block.starts_at, block.ends_at, block.room)
        for key, block in now.blocks.items()
    }
    return {"talks": talks, "sessions": sessions}


def _told(title, starts_at, ends_at, room):
    return {
        "title": title,
        "starts_at": starts_at and starts_at.isoformat(),
        "ends_at": ends_at and ends_at.isoformat(),
        "room": room,
    }


def changes(before: Mapping, after: Mapping) -> list[dict[str, Any]]:
    """Return what is new, gone or otherwise in a programme, in the order of time; as data."""
    found = [
        {"what": what, "key": key, "change": _kind(was, now), "before": was, "after": now}
        for what in ("sessions", "talks")
        for key in {**before[what], **after[what]}
        if _differ(was := before[what].get(key), now := after[what].get(key))
    ]
    return sorted(found, key=_time)


def _differ(was, now):
    if was is None or now is None:
        return True
    return any(was[name] != now[name] for name in COMPARED)


def _kind(was, now):
    if was is None:
        return ADDED
    return REMOVED if now is None else CHANGED


def _time(change):
    facts = change["after"] or change["before"]
    return (facts["starts_at"] or "", change["what"], facts["room"], facts["title"])


@dataclass(frozen=True)
class Line:
    """One thing about a talk or session: what it was and what it is; "" where there is no such."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """A change in words: of what, how, and from what to what."""

    title: str
    what: str
    change: str
    lines: list[Line]

    @property
    def is_talk(self):
        return self.what == "talks"


def told(change: Mapping, zone: str) -> Told:
    """Return a change in the language of the reader, with times of that zone."""
    was, now = change["before"], change["after"]
    lines = [
        Line(_("Title"), _title(was), _title(now)),
        Line(_("Time"), _when(was, zone), _when(now, zone)),
        Line(_("Room"), was["room"] if was else "", now["room"] if now else ""),
    ]
    if was and now:
        lines = [line for line in lines if line.before != line.after]
    else:
        lines = [line for line in lines[1:] if line.before or line.after]
    return Told(_title(now or was), change["what"], change["change"], lines)


def _title(facts):
    return plain(facts["title"]) if facts else ""


def _when(facts, zone):
    if facts is None:
        return ""
    if facts["starts_at"] is None:
        return _("no time yet")
    begins, ends = (
        facts[name] and datetime.datetime.fromisoformat(facts[name])
        for name in ("starts_at", "ends_at")
    )
    return when.from_to(begins, ends, zone)
