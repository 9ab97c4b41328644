"""Times in words, in the zone of the event, and other facts that several pages tell."""

import datetime

from django.utils.translation import ngettext

from events import when
from events.models import Talk


def moment(value: datetime.datetime, zone: str) -> str:
    """Return "Thursday, 3 December 2026, 23:59 CET"."""
    local = when.local(value, zone)
    return f"{when.day(local)}, {local:%H:%M} {local:%Z}"


def slot(talk: Talk) -> str:
    """Return when a talk with a time is given: "Thursday, 3 December 2026, 16:00–16:30 CET"."""
    zone = talk.event.zone
    if talk.starts_at is None or talk.ends_at is None:
        return moment(talk.starts_at, zone) if talk.starts_at else ""
    begin, end = when.local(talk.starts_at, zone), when.local(talk.ends_at, zone)
    return f"{when.day(begin)}, {begin:%H:%M}–{end:%H:%M} {begin:%Z}"


def too_many(most: int) -> str:
    """Say that somebody has proposed as many talks as one may."""
    text = ngettext(
        "Each person can propose one talk here. Withdraw the one you have to propose another.",
        "Each person can propose %(most)d talks here. Withdraw one to propose another.",
        most,
    )
    return text % {"most": most}
