"""When speakers are asked: some days before their event, and for slides as many days after it."""

import datetime

from django.utils import timezone

from events.chasing.models import LONGEST, Thing
from events.models import Event

FRESH = datetime.timedelta(days=1)


def in_reach():
    """Return the events that are near enough, before or after, for speakers to be asked."""
    today, longest = timezone.localdate(), datetime.timedelta(days=LONGEST)
    events = Event.objects.filter(state=Event.State.PUBLISHED, kind__in=_WITH_TALKS)
    return events.filter(day__lte=today + longest, last_day__gte=today - longest)


_WITH_TALKS = [kind for kind in Event.Kind if kind != Event.Kind.DEADLINE]


def moments(ladder, event):
    """Return each rung of the ladder with its moment, the earliest first; below zero after the event."""
    begin, end = event.begins_at, event.over_at
    if begin is None or end is None:
        return []
    before = [(days, begin - datetime.timedelta(days=days)) for days in ladder.rungs]
    after = [(-days, end + datetime.timedelta(days=days)) for days in reversed(ladder.rungs)]
    return before + after


def due(ladder, event, now):
    """Return the rung whose moment came last and is news, or None: what was missed long ago is left out."""
    past = [(days, moment) for days, moment in moments(ladder, event) if moment <= now]
    if not past or not ladder.is_on:
        return None
    days, moment = past[-1]
    is_news = days > 0 or now - moment < FRESH
    return days if is_news and not (days > 0 and event.begins_at <= now) else None


def upcoming(ladder, event, now):
    """Return when speakers are asked next, or None."""
    if not ladder.is_on:
        return None
    return next((moment for _days, moment in moments(ladder, event) if moment > now), None)


def useful(things, ladder, event, now):
    """Return what of these is worth asking for now: slides from the last rung on, after the event only they."""
    if event.is_over:
        return [thing for thing in things if thing == Thing.SLIDES]
    begin = event.begins_at
    is_near = begin is not None and now >= begin - datetime.timedelta(days=ladder.rungs[-1])
    return [thing for thing in things if is_near or thing != Thing.SLIDES]
