"""Releasing what was arranged: it is written, kept as a version, and those whom it concerns are told."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from events import organising
from events.models import Event, Session, Talk
from events.timetable import changes, clashes, drafting, mail
from events.timetable.arrangement import Arrangement
from events.timetable.drafting import Draft
from events.timetable.models import Plan, Release

CONSTRAINT = "one_talk_in_a_room_at_a_time"


class ChangedMeanwhile(Exception):
    """What would be released is not what was looked at."""


class RoomTaken(Exception):
    """Two talks would be given in a room at a time: `pairs` of their facts."""

    def __init__(self, pairs):
        super().__init__(str(pairs))
        self.pairs = pairs


@dataclass(frozen=True)
class Prospect:
    """What a release would bring: its number, what changes, and which rooms are planned twice."""

    draft: Draft
    version: int
    changes: list[dict[str, Any]]
    rooms_taken: list[tuple[int, int]]

    @property
    def mark(self) -> str:
        """What changes as soon as one of these does: who has seen them knows it."""
        seen = (self.version, self.draft.plan.entries, self.changes)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def brings_something(self) -> bool:
        return bool(self.changes or self.draft.is_begun)


def prospect(event: Event, draft: Draft | None = None) -> Prospect:
    """Return what releasing the programme of an event would bring now."""
    draft = draft or drafting.read(event)
    last = Release.objects.last_of(event)
    return Prospect(
        draft=draft,
        version=last.version + 1 if last else 1,
        changes=changes.changes(
            last.programme if last else changes.NOTHING, changes.programme(draft)
        ),
        rooms_taken=clashes.rooms_taken(draft.arrangement),
    )


@transaction.atomic
def release(event: Event, *, by, seen: str, note: str = "", tell_participants=False) -> Release:
    """Make what was arranged the programme of the event, and tell those whom it concerns.

    Raises ChangedMeanwhile where it is not what was `seen` (its mark), and RoomTaken where two talks
    would be given in a room at a time: then nothing is released.
    """
    event = organising.lock(event)
    plan, _is_new = Plan.objects.get_or_create(event=event)
    ahead = prospect(event, drafting.read(event, plan))
    if ahead.mark != seen or not ahead.brings_something:
        raise ChangedMeanwhile
    write(ahead.draft)
    ahead.draft.plan.forget()
    # Sessions that were only in the draft are called by their stored keys from now on.
    stored = changes.programme(drafting.read(event, ahead.draft.plan))
    last = Release.objects.last_of(event)
    version = Release.objects.create(
        event=event,
        version=ahead.version,
        note=note,
        programme=stored,
        changes=changes.changes(last.programme if last else changes.NOTHING, stored),
        released_by=by,
    )
    if event.takes_place:
        told = mail.tell_speakers(event, version.changes, about=f"release:{version.pk}", by=by)
        if tell_participants:
            mail.tell_participants(version, but=told, by=by)
    return version


@transaction.atomic
def keep_as_it_stands(event: Event) -> None:
    """Keep what is released now as a version that nobody is told: it was public before."""
    event = organising.lock(event)
    ahead = prospect(event)
    programme = changes.programme(drafting.read(event, Plan(event=event)))
    Release.objects.create(event=event, version=ahead.version, programme=programme)


def needs_no_release(draft: Draft) -> bool:
    """Tell whether an event is so simple that what is arranged holds at once: one talk, no session."""
    blocks = {**draft.released.blocks, **draft.arrangement.blocks}
    few = len(draft.talks) <= 1 and not blocks
    return few and not Release.objects.filter(event=draft.event).exists()


def write_through(draft: Draft, *, by) -> None:
    """Put what was arranged into effect without a version, and tell the speaker."""
    before = changes.programme(drafting.read(draft.event, Plan(event=draft.event)))
    changed = changes.changes(before, changes.programme(draft))
    write(draft)
    draft.plan.forget()
    if draft.event.takes_place:
        about = f"plan:{draft.plan.pk}.{draft.plan.revision}"
        mail.tell_speakers(draft.event, changed, about=about, by=by)


def write(draft):
    """Store the arrangement; raise RoomTaken where the database, or a look before, refuses it."""
    if pairs := clashes.rooms_taken(draft.arrangement):
        raise RoomTaken(pairs)
    try:
        with transaction.atomic():
            stored = _write_sessions(draft)
            _write_talks(draft, stored)
            _delete_sessions(draft)
            with connection.cursor() as cursor:
                cursor.execute(f"SET CONSTRAINTS {CONSTRAINT} IMMEDIATE")
                cursor.execute(f"SET CONSTRAINTS {CONSTRAINT} DEFERRED")
    except IntegrityError as error:
        # Somebody wrote a talk past the draft at the same moment.
        if CONSTRAINT not in str(error):
            raise
        raise RoomTaken([]) from error


def _write_sessions(draft):
    """Return the stored session of each key, new ones included."""
    stored = {str(row.pk): row for row in draft.event.sessions.all()}
    for key, block in draft.arrangement.blocks.items():
        if block == draft.released.blocks.get(key):
            continue
        row = stored.setdefault(key, Session(event=draft.event))
        row.kind, row.title, row.room = block.kind, block.title, block.room
        row.starts_at, row.ends_at = block.starts_at, block.ends_at
        row.save()
    return stored


def _write_talks(draft, stored):
    unnoticed = []
    for key, place in draft.arrangement.places.items():
        row, known = draft.rows[key], draft.rows[key].sequence
        is_elsewhere = _slot(draft.arrangement, key) != _slot(draft.released, key)
        room = place.room if is_elsewhere else row.room
        if place != draft.released.places[key] or room != row.room:
            row.session, row.room = stored.get(place.block), room
            row.starts_at, row.ends_at = place.starts_at, place.ends_at
            row.save(update_fields=["session", "room", "starts_at", "ends_at", "changed_at"])
        # Where only its session has another room or time, calendars have to learn of it all the same.
        if is_elsewhere and row.sequence == known:
            unnoticed.append(key)
    talks = Talk.objects.filter(pk__in=unnoticed)
    talks.update(sequence=F("sequence") + 1, changed_at=timezone.now())


def _slot(arrangement: Arrangement, talk):
    return (*arrangement.time_of(talk), arrangement.room_of(talk))


def _delete_sessions(draft):
    gone = set(draft.released.blocks) - set(draft.arrangement.blocks)
    for row in Session.objects.filter(event=draft.event, pk__in=gone):
        row.delete()
