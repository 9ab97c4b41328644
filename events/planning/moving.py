"""Moving a talk of a series to another date; what is told to whom follows from the verbs of organisers.

Where a session is one talk, its event moves, with all that belongs to it: who registered stays
registered, and the entry in every calendar moves along. A session without a talk takes the date that
becomes free. Of an event with several talks only the one talk moves, to a session without one.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from events import organising, when
from events.models import Event, Talk
from events.planning import dates, mail
from events.planning.models import Plan
from events.titles import usual_title

SHOWN = 12  # sessions without a talk, to choose from
TRIED = 60  # dates of the rhythm, until one is free


class CannotMove(Exception):
    """Meanwhile the talk, or the date it was to move to, is not as it was seen."""


@dataclass(frozen=True)
class Target:
    """Where a talk may move to: a session without one, or a mere date of the rhythm, told in `zone`."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    zone: str
    session: Event | None = None

    @property
    def key(self):
        """What tells this target from others, for a form."""
        return f"session-{self.session.pk}" if self.session else f"{self.starts_at:%Y-%m-%dT%H:%M}"


def moves_whole_event(talk: Talk) -> bool:
    """Tell whether the talk is all there is to its event, so that the event moves with it."""
    return not talk.event.talks.filter(is_cancelled=False).exclude(pk=talk.pk).exists()


def is_movable(talk: Talk) -> bool:
    """Tell whether the talk is one of a series, at a known time, and still to come."""
    event = talk.event
    is_live = not (talk.is_cancelled or event.is_cancelled or event.is_over)
    return is_live and event.series_id is not None and event.starts_at is not None


def targets(talk: Talk) -> list[Target]:
    """Return where the talk may move to, the next first: later sessions without a talk, else a date."""
    found = [
        Target(session.starts_at, session.ends_at, session.zone, session)
        for session in without_talk(talk.event)[:SHOWN]
        if session.starts_at
    ]
    if not found and moves_whole_event(talk):
        found = list(islice(_dates_of_rhythm(talk.event), 1))
    return found


def without_talk(event: Any):
    """Return the sessions of the series after this one, at known times, in which nobody speaks."""
    taken = Talk.objects.filter(is_cancelled=False).values("event")
    later = event.series.events.filter(starts_at__gt=max(event.starts_at, timezone.now()))
    later = later.exclude(state=Event.State.CANCELLED).exclude(pk__in=taken)
    return later.exclude(pk=event.pk).order_by("starts_at", "pk")


def _dates_of_rhythm(event) -> Iterator[Target]:
    """Yield the dates after this session on which nothing speaks against one, at its own hour."""
    plan = Plan.objects.select_related("series").filter(series=event.series).first()
    plan = plan or _plan_by(event)
    start = when.local(event.starts_at, event.series.zone)
    plan.begins = start.time()
    lasts = (event.ends_at or event.starts_at) - event.starts_at
    plan.ends = (start + lasts).time()
    after = max(start.date(), timezone.now().date())
    after = datetime.datetime.combine(after, datetime.time.max)
    days = [day.date() for day in islice(dates.rule(plan).xafter(after), TRIED)]
    for date in dates.judged(plan, days):
        if date.is_free:
            ends_at = date.starts_at + lasts if event.ends_at else None
            yield Target(date.starts_at, ends_at, event.zone)


def _plan_by(event):
    """Return the rhythm that the last two sessions suggest, every week where there is one alone."""
    day = when.local(event.starts_at, event.series.zone).date()
    known = event.series.events.exclude(day=None).exclude(state=Event.State.CANCELLED)
    last = list(known.order_by("-day").values_list("day", flat=True)[:2])
    fortnight = 14
    gap = (last[0] - last[-1]).days if last else 0
    rhythm = "fortnightly" if gap == fortnight else "weekly"
    return Plan(series=event.series, first_day=day, weekdays=[day.weekday()], rhythm=rhythm)


def as_moved(talk: Talk, target: Target) -> list[tuple[Event, Event]]:
    """Return each event that changes, as it is and as it will be; nothing is stored."""
    if not moves_whole_event(talk):
        return []
    changed = [(talk.event, at(talk.event, target.starts_at, target.ends_at))]
    if target.session:
        event = talk.event
        changed.append((target.session, at(target.session, event.starts_at, event.ends_at)))
    return changed


def at(event: Any, starts_at, ends_at) -> Event:
    """Return the event as it will be at this time, unsaved; a usual title names the new day."""
    moved: Any = Event.objects.select_related("series").get(pk=event.pk)
    by = starts_at - moved.starts_at
    moved.starts_at, moved.ends_at = starts_at, ends_at
    for name in ("registration_opens_at", "registration_closes_at"):
        if moment := getattr(moved, name):
            setattr(moved, name, moment + by)
    zone = moved.series.zone
    if moved.title == usual_title(moved.series, when.local(event.starts_at, zone).date()):
        moved.title = usual_title(moved.series, when.local(starts_at, zone).date())
    return moved


@transaction.atomic
def move(talk: Talk, key: str) -> Event:
    """Move the talk to the target of this key, and return the event at which it is given now.

    Raise CannotMove where it is no target any more.
    """
    events = _lock_series(talk.event)
    talk = Talk.objects.select_related("event__series").get(pk=talk.pk)
    target = next((one for one in targets(talk) if one.key == key), None)
    if target is None or not is_movable(talk) or talk.event_id not in events:
        raise CannotMove
    if moves_whole_event(talk):
        for _before, moved in as_moved(talk, target):
            _store(moved)
        return talk.event
    return _move_alone(talk, target.session)


@transaction.atomic
def exchange(first: Event, second: Event) -> None:
    """Exchange the dates of two sessions of a series; everybody who has a part in one is told once."""
    _lock_series(first)
    before = [Event.objects.get(pk=one.pk) for one in (first, second)]
    times = [(one.starts_at, one.ends_at) for one in before]
    for event, (starts_at, ends_at) in zip(before, reversed(times), strict=True):
        _store(at(event, starts_at, ends_at))


def _lock_series(event):
    """Take the rows of all sessions of the series, in one order for everybody; return their keys."""
    sessions = Event.objects.filter(series=event.series_id).order_by("pk")
    return list(sessions.select_for_update(no_key=True).values_list("pk", flat=True))


def _store(moved):
    """Save a moved event by the verb that tells of it; its programme moves along."""
    by = moved.starts_at - Event.objects.get(pk=moved.pk).starts_at
    organising.save(moved)
    for part in (*moved.sessions.all(), *moved.talks.exclude(starts_at=None)):
        part.starts_at += by
        part.ends_at = part.ends_at and part.ends_at + by
        part.save()


def _move_alone(talk, session):
    """Give one of several talks in another session; its speakers are told."""
    before = talk.event
    was = when.of_talk(talk)
    # What its calendar entry is told by is a sum, which must rise though the events' own differ.
    sequence = talk.sequence + max(before.sequence - session.sequence, 0) + 1
    talk.event, talk.session = session, None
    talk.starts_at = talk.ends_at = None
    talk.room = ""
    talk.save()
    talk.sequence = max(sequence, talk.sequence)
    Talk.objects.filter(pk=talk.pk).update(sequence=talk.sequence)
    if session.takes_place and before.takes_place:
        mail.tell_of_moved_talk(talk, was=was)
    return session
