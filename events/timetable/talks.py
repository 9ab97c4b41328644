"""The talks of an event with what arranging them asks for, at a fixed number of queries."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from events.models import Event, Speaker, Talk
from events.timetable.arrangement import Arrangement
from portal.common.text import plain

USUAL = datetime.timedelta(minutes=30)  # where nothing else says how long a talk takes


@dataclass(frozen=True)
class Facts:
    """What is known of a talk: who gives it, how long it takes by its type, when they cannot."""

    pk: int
    title: str
    title_html: str
    speakers: str
    who: tuple[tuple[str, str], ...]  # what tells a person from another, and their name
    type: str
    minutes: int | None
    takes_time: bool
    absences: tuple[str, ...]

    @property
    def plain_title(self) -> str:
        """The title in words alone, its formulas as one would type them."""
        return plain(self.title)


def standing(event: Event):
    """Return the talks of the event that are not called off, with speakers and submissions."""
    speakers = Prefetch("speakers", Speaker.objects.select_related("person"))
    talks = Talk.objects.filter(event=event, is_cancelled=False)
    return talks.select_related("session", "submission__type").prefetch_related(speakers)


def facts(talk: Talk) -> Facts:
    """Return what is known of a talk that was asked for by `standing`."""
    submission = getattr(talk, "submission", None)
    kind = submission.type if submission else None
    return Facts(
        pk=talk.pk,
        title=talk.title,
        title_html=talk.title_html,
        speakers=", ".join(speaker.name for speaker in talk.speakers.all()),
        who=tuple((_identity(speaker), speaker.name) for speaker in talk.speakers.all()),
        type=kind.name if kind else "",
        minutes=kind.minutes if kind else None,
        takes_time=kind is None or kind.minutes is not None,
        absences=tuple(submission.absences) if submission else (),
    )


def _identity(speaker):
    if speaker.person_id:
        return f"person:{speaker.person_id}"
    return (speaker.email or " ".join(speaker.name.split())).casefold()


def lengths(talks, arrangement: Arrangement) -> dict[int, datetime.timedelta | None]:
    """Return how long each talk takes: as it is planned, by its type, else as most do; None for posters."""
    planned = [place.length for place in arrangement.places.values() if place.length]
    usual = Counter(planned).most_common(1)[0][0] if planned else USUAL
    return {one.pk: _length(one, arrangement.places.get(one.pk), usual) for one in talks}


def _length(known, place, usual):
    if place and place.length:
        return place.length
    if not known.takes_time:
        return None
    return datetime.timedelta(minutes=known.minutes) if known.minutes else usual
