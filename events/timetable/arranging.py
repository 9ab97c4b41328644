"""What organisers do with the draft of a programme; nobody is told before it is released."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from events import organising
from events.models import Event
from events.timetable import drafting, releasing
from events.timetable.arrangement import Arrangement, Block, Place
from events.timetable.drafting import Draft
from events.timetable.models import Plan


class Gone(Exception):
    """The talk or session does not stand in the draft any more."""


def put(event: Event, talk: int, key: str, *, before: int | None = None, by) -> Draft:
    """Put a talk into a session, before another one or last; the talks there follow one another."""

    def how(draft):
        _ask_for(draft, talk, key)
        return draft.arrangement.put(talk, key, draft.lengths, before)

    return _arrange(event, how, by=by)


def place(event: Event, talk: int, where: Place, *, by) -> Draft:
    """Give a talk this very place, or none."""

    def how(draft):
        _ask_for(draft, talk, where.block)
        return draft.arrangement.place(talk, where)

    return _arrange(event, how, by=by)


def place_freely(event: Event, talk: int, starts_at, room: str, *, by) -> Draft:
    """Give a talk on its own in a room from this moment on, as long as it takes."""

    def how(draft):
        _ask_for(draft, talk)
        length = draft.lengths[talk] or drafting.talks.USUAL
        where = Place("", starts_at, starts_at + length, room)
        return draft.arrangement.place(talk, where)

    return _arrange(event, how, by=by)


def step(event: Event, talk: int, steps: int, *, by) -> Draft:
    """Let a talk change places with the one before or after it in its session."""

    def how(draft):
        _ask_for(draft, talk)
        return draft.arrangement.step(talk, steps, draft.lengths)

    return _arrange(event, how, by=by)


def save_session(event: Event, block: Block, *, by) -> Draft:
    """Add a session (its key is ""), or change it; where it begins at another time its talks move along."""

    def how(draft):
        if block.key:
            _ask_for(draft, key=block.key)
            return draft.arrangement.save(block)
        return draft.arrangement.save(replace(block, key=drafting.new_key(draft)))

    return _arrange(event, how, by=by)


def move_session(event: Event, key: str, starts_at, room: str, *, by) -> Draft:
    """Move a session to another time and room, with its talks and as long as it is."""

    def how(draft):
        _ask_for(draft, key=key)
        block = draft.arrangement.blocks[key]
        ends_at = starts_at + (block.ends_at - block.starts_at)
        moved = replace(block, starts_at=starts_at, ends_at=ends_at, room=room)
        return draft.arrangement.save(moved)

    return _arrange(event, how, by=by)


def drop_session(event: Event, key: str, *, by) -> Draft:
    """Take a session away; its talks are without a place."""

    def how(draft):
        _ask_for(draft, key=key)
        return draft.arrangement.drop(key)

    return _arrange(event, how, by=by)


@transaction.atomic
def undo(event: Event) -> bool:
    """Take the last change of the draft back; return whether there was one."""
    plan = _lock(event)
    return plan.undo()


@transaction.atomic
def discard(event: Event) -> None:
    """Throw the draft away: the programme is as it was released."""
    _lock(event).forget()


@transaction.atomic
def _arrange(event, how: Callable[[Draft], Arrangement], *, by) -> Draft:
    plan = _lock(event)
    draft = drafting.read(plan.event, plan)
    arrangement = how(draft)
    entries = drafting.entries_for(draft, arrangement)
    if entries != plan.entries:
        plan.become(entries)
        draft = replace(draft, arrangement=arrangement)
        if releasing.needs_no_release(draft):
            releasing.write_through(draft, by=by)
    return draft


def _lock(event):
    """Return the plan of an event, which nobody else changes until the transaction ends."""
    event = organising.lock(event)
    plan, _is_new = Plan.objects.get_or_create(event=event)
    plan.event = event
    return plan


def _ask_for(draft, talk=None, key=""):
    if talk is not None and talk not in draft.arrangement.places:
        raise Gone
    if key and key not in draft.arrangement.blocks:
        raise Gone
