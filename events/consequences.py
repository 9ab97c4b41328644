"""Whom a change of an event reaches, said before it is made."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from events import signals, speakers
from events.models import Event, Series


@dataclass(frozen=True)
class Told:
    """How many people get a letter, how many calendars change, how many of the people speak."""

    people: int = 0
    calendars: int = 0
    speakers: int = 0

    def __bool__(self):
        return bool(self.people or self.calendars or self.speakers)

    def __add__(self, other):
        return Told(
            self.people + other.people,
            self.calendars + other.calendars,
            self.speakers + other.speakers,
        )


@dataclass(frozen=True)
class Coming:
    """A notice that the portal will send by itself: of what, when, and to how many as things stand."""

    what: str | Promise
    at: datetime.datetime | None  # to the minute; None: at once
    people: int


def notices(event: Event, call=None) -> list[Coming]:
    """Return the notices to come about an event as it is to be, and with its call as that is to be."""
    return _answers(signals.foreseen.send(Event, event=event, call=call))


def new_notices(before: Event, event: Event, call=None) -> list[Coming]:
    """Return the notices that a change brings: those that would not go out, or not then, without it.

    `before` is the event as it is stored, and its call too; `call` is as that is to be.
    """
    expected = notices(before)
    return [one for one in notices(event, call) if one not in expected]


def new_notices_in_series(series: Series, call) -> list[Coming]:
    """Return the notices that a call of a series brings as it is to be, and would not as it is stored."""
    stored, to_be = (
        _answers(signals.call_foreseen.send(Series, series=series, call=one))
        for one in (None, call)
    )
    return [one for one in to_be if one not in stored]


def _answers(answers: Any) -> list[Coming]:
    return [coming for _receiver, answer in answers for coming in answer]


def of_change(event: Event) -> Told:
    """Return whom a change of title, time or place reaches, or the event's being called off.

    Nobody is told of a draft, or of what is over.
    """
    if not event.takes_place:
        return Told()
    told = Told(speakers=len(speakers.recipients(event)))
    for _receiver, answer in signals.concerned.send(Event, event=event):
        told += answer
    return told
