"""How long events and talks lasted, as far as that is known."""

from itertools import pairwise

from events.models import Session


def of_event(event):
    """Return the minutes of an event: of its sessions with talks, else from begin to end of a single day.

    None where neither is known: the days of a meeting say nothing of its hours.
    """
    blocks = [
        (one.starts_at, one.ends_at)
        for one in event.sessions.all()
        if one.kind == Session.Kind.TALKS
    ]
    if not blocks and event.starts_at and event.ends_at and event.day == event.last_day:
        blocks = [(event.starts_at, event.ends_at)]
    return _covered(blocks) or None


def of_talk(talk):
    """Return the minutes of a talk, None where its slot is not known."""
    return _covered([(talk.starts_at, talk.ends_at)]) if talk.starts_at and talk.ends_at else None


def _covered(blocks):
    """Return the minutes in which any of these is going on: what is parallel counts once."""
    moments = sorted({moment for block in blocks for moment in block})
    busy = [
        (end - start).total_seconds()
        for start, end in pairwise(moments)
        if any(begins <= start and end <= ends for begins, ends in blocks)
    ]
    return round(sum(busy) / 60)
