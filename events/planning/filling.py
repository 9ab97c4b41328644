"""Filling a term: a session on each date that was chosen."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from events import organising
from events.models import Event, Series
from events.planning import dates
from events.planning.models import Plan
from events.questions import arranging
from events.registrations.models import Terms

# What a new session takes from the last one of its series.
ALIKE = (
    *("mode", "venue", "city", "visibility"),
    *("takes_registrations", "capacity", "online_capacity", "reminders", "sends_notices"),
)


class Taken(Exception):
    """There are sessions at the time of some of the dates by now: `days` says of which."""

    def __init__(self, days):
        super().__init__(", ".join(str(day) for day in days))
        self.days = days


@dataclass(frozen=True)
class Chosen:
    """A date on which there is to be a session, and its title."""

    day: datetime.date
    title: str


@transaction.atomic
def fill(
    plan: Plan,
    chosen: Sequence[Chosen],
    *,
    by,
    publish: bool = False,
    open_slots: bool = False,
) -> list[Event]:
    """Make a session on each of these dates, all or none, and remember the plan; return them.

    They are drafts unless `publish`, and members may take them for talks if they are `open_slots`. Raise Taken where a session is there at that time already, so
    that a form sent twice makes nothing twice.
    """
    # One at a time: two organisers may fill the same term.
    plan.series = Series.objects.select_for_update(no_key=True).get(pk=plan.series_id)
    judged = list(dates.judged(plan, [one.day for one in chosen]))
    if taken := [date.day for date in judged if date.overlaps]:
        raise Taken(taken)
    plan.save()
    pattern = pattern_of(plan.series)
    sessions = [
        _session(plan.series, pattern, one.title, date, is_open_slot=open_slots)
        for one, date in zip(chosen, judged, strict=True)
    ]
    if publish:
        sessions = [organising.publish(session, by=by) for session in sessions]
    return sessions


def pattern_of(series: Series) -> Event | None:
    """Return the session that new ones are like: the last that was not called off, if there is one."""
    sessions = series.events.exclude(state=Event.State.CANCELLED).exclude(day=None)
    return sessions.order_by("-day", "-starts_at", "-pk").first()


def _session(series, pattern, title, date, *, is_open_slot):
    alike = {name: getattr(pattern, name) for name in ALIKE} if pattern else {"venue": series.venue}
    session = organising.create(
        Event(
            series=series,
            kind=Event.Kind.SEMINAR_SESSION,
            title=title,
            starts_at=date.starts_at,
            ends_at=date.ends_at,
            zone=series.zone,
            is_open_slot=is_open_slot,
            **alike,
        )
    )
    if pattern:
        _copy_terms(pattern, session)
        arranging.take_over(pattern, session)
    return session


def _copy_terms(pattern, session):
    """Let one register on the terms of the last session, those invited to it among them."""
    terms = Terms.objects.filter(event=pattern).first()
    if terms:
        terms.pk = session.pk
        terms.event = session
        terms.save(force_insert=True)
    for one in pattern.invited.all():
        session.invited.create(email=one.email)
