"""Whom a change of an event reaches, said before it is made."""

from dataclasses import dataclass

from events import signals, speakers
from events.models import Event


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
