"""Mornings and afternoons: how somebody says when they cannot speak."""

import datetime
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from events import when

NOON = datetime.time(13)


@dataclass(frozen=True, order=True)
class HalfDay:
    """The morning or the afternoon of a day, parted at one o'clock by the clocks of the event."""

    day: datetime.date
    is_afternoon: bool

    @property
    def key(self) -> str:
        """How it is stored: "2026-12-03-am"."""
        return f"{self.day:%Y-%m-%d}-{'pm' if self.is_afternoon else 'am'}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """Return the half day with that key; raise ValueError where it is none."""
        day, half = key[:-3], key[-3:]
        if half not in ("-am", "-pm"):
            raise ValueError(f"no half day: {key!r}")
        return cls(datetime.date.fromisoformat(day), half == "-pm")

    def __str__(self):
        words = _("%(day)s, afternoon") if self.is_afternoon else _("%(day)s, morning")
        return words % {"day": when.day(self.day)}


def of_days(first: datetime.date, last: datetime.date) -> list[HalfDay]:
    """Return all half days from the first day to the last, both included."""
    days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    return [HalfDay(day, half) for day in days for half in (False, True)]


def touched(begin: datetime.datetime, end: datetime.datetime, zone: str) -> list[HalfDay]:
    """Return the half days that something from `begin` to `end` falls into, in that time zone."""
    first, last = when.local(begin, zone), when.local(end, zone)
    halves = of_days(first.date(), last.date())
    begins_late = first.time() >= NOON
    ends_early = last.time() <= NOON
    return halves[begins_late : len(halves) - ends_early]
