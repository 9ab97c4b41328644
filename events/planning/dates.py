"""The dates of a rhythm, and what speaks against each."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateutil import rrule
from django.utils import timezone

from events import when
from events.models import Event
from events.planning import free_days
from events.planning.models import Plan, Rhythm

MOST = 60
NTH = {Rhythm.FIRST: 1, Rhythm.SECOND: 2, Rhythm.THIRD: 3, Rhythm.FOURTH: 4, Rhythm.LAST: -1}


@dataclass(frozen=True)
class Date:
    """A date of the rhythm: from when to when, and what speaks against a session then."""

    day: datetime.date
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    free: str = ""  # the holiday, by its name
    clash: Event | None = None  # another session of the series on that day

    @property
    def is_past(self):
        return self.ends_at <= timezone.now()

    @property
    def is_skipped_by_clocks(self):
        """Tell whether the clocks leave this time out, in the night they are put forward."""
        return self.ends_at <= self.starts_at

    @property
    def is_free(self):
        """Tell whether nothing speaks against a session."""
        return not (self.free or self.clash or self.is_past or self.is_skipped_by_clocks)

    @property
    def overlaps(self):
        """Tell whether the other session of that day is at the same time."""
        other = self.clash
        if other is None or other.starts_at is None:
            return other is not None
        return other.starts_at < self.ends_at and self.starts_at < (other.ends_at or self.ends_at)


def days(plan: Plan) -> list[datetime.date]:
    """Return the days of the rhythm from the plan's first to its last, one more than allowed at most."""
    within = rule(plan, until=plan.last_day)
    return [moment.date() for moment in islice(within, MOST + 1)]


def rule(plan: Plan, until: datetime.date | None = None) -> rrule.rrule:
    """Return the rhythm from the plan's first day on, without an end unless there is one."""
    weekdays = [rrule.weekday(day) for day in plan.weekdays]
    start = datetime.datetime.combine(plan.first_day, datetime.time())
    end = datetime.datetime.combine(until, datetime.time()) if until else None
    if nth := NTH.get(Rhythm(plan.rhythm)):
        of_month = [weekday(nth) for weekday in weekdays]
        return rrule.rrule(rrule.MONTHLY, dtstart=start, until=end, byweekday=of_month)
    interval = 2 if plan.rhythm == Rhythm.FORTNIGHTLY else 1
    return rrule.rrule(
        rrule.WEEKLY, dtstart=start, until=end, byweekday=weekdays, interval=interval
    )


def grid(plan: Plan) -> list[Date]:
    """Return every date of the plan with what speaks against it."""
    return list(judged(plan, days(plan)))


def judged(plan: Plan, wanted: list[datetime.date]) -> Iterator[Date]:
    """Yield these days as dates, each with what speaks against it; two queries for all of them."""
    listed = free_days.read(plan.free_days)
    taken = _sessions_by_day(plan.series, wanted)
    for day in wanted:
        free = free_days.name_of(day, plan.land, listed)
        yield Date(day, *plan.times_on(day), free, taken.get(day))


def _sessions_by_day(series, wanted):
    """Return the sessions that take place between the first and the last of these days, by day."""
    if not wanted:
        return {}
    sessions = series.events.exclude(state=Event.State.CANCELLED)
    sessions = sessions.filter(day__lte=max(wanted), last_day__gte=min(wanted))
    return {_day(session, series): session for session in sessions}


def _day(session, series):
    """The day of a session by the clocks of its series."""
    if session.starts_at is None:
        return session.day
    return when.local(session.starts_at, series.zone).date()
