"""Who is expected at an event, who is there, and whom somebody at the entrance looks for."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from events.registrations.models import State, Step

SHOWN = 40


@dataclass(frozen=True)
class Attendance:
    """How many have a place at an event, and how many of them are there."""

    expected: int
    present: int

    @property
    def missing(self):
        return self.expected - self.present

    @property
    def is_recorded(self):
        """Tell whether anybody was checked in: without, nobody can be called absent."""
        return self.present > 0


def attendance(event):
    """Count who is expected and who is there."""
    counts = event.registrations.counts()
    present = counts[State.ATTENDED]
    return Attendance(expected=counts[State.CONFIRMED] + present, present=present)


def participants(event):
    """Everybody with a place, by name."""
    return _with_arrivals(event.registrations.taking_part().of_somebody()).order_by("name", "pk")


def found(event, words):
    """Who is looked for by parts of name, affiliation or address, whatever became of their place."""
    registrations = event.registrations.of_somebody()
    for word in words.split():
        registrations = registrations.filter(
            Q(name__unaccent__icontains=word)
            | Q(affiliation__unaccent__icontains=word)
            | Q(email__icontains=word)
        )
    return _with_arrivals(registrations.with_position()).order_by("name", "pk")[:SHOWN]


def expected(event):
    """Who has a place and is not there yet, by name; the first of them."""
    registrations = event.registrations.of_somebody().filter(state=State.CONFIRMED)
    return registrations.order_by("name", "pk")[:SHOWN]


def lately(event):
    """Who was checked in last, the latest first; few."""
    present = event.registrations.of_somebody().filter(state=State.ATTENDED)
    few = 5
    return _with_arrivals(present).order_by("-arrived_at", "-pk")[:few]


def _with_arrivals(registrations):
    """Registrations that know when they were checked in and by whom."""
    arrivals = Step.objects.filter(registration=OuterRef("pk"), to_state=State.ATTENDED)
    arrivals = arrivals.order_by("-at", "-pk")
    by = Coalesce(NullIf("by__name", Value("")), "by__email", output_field=CharField())
    return registrations.annotate(
        arrived_at=Subquery(arrivals.values("at")[:1]),
        arrived_by=Subquery(arrivals.values(name=by)[:1]),
    )
