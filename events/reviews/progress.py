"""How far the reviews of a call have come, as an organiser may know it."""

from dataclasses import dataclass

from django.utils import timezone

from events.reviews import reading
from events.reviews.models import Reviewer, Round
from events.reviews.table import Table
from events.submissions.models import State, Submission


@dataclass(frozen=True)
class Standing:
    """How far a reviewer has come."""

    reviewer: Reviewer
    wanted: int
    done: int
    due: int


@dataclass(frozen=True)
class Line:
    """A talk, its reviewers, and who of them has written."""

    talk: Submission
    written: list[Reviewer]
    waited_for: list[Reviewer]
    wanted: int

    @property
    def missing(self):
        """How many reviewers it lacks."""
        return max(0, self.wanted - len(self.written) - len(self.waited_for))


@dataclass(frozen=True)
class Progress:
    standings: list[Standing]
    lines: list[Line]
    is_late: bool  # after the day until which reviews are wanted

    @property
    def due(self):
        return sum(standing.due for standing in self.standings)


def of(call, *, user):
    """Return the progress at a call without the talks whose reviews this organiser must not know of."""
    talks = Submission.objects.filter(call=call, state=State.SUBMITTED)
    talks = talks.exclude(pk__in=reading.hidden_from(user, talks))
    table, terms = Table(call, talks=talks), Round.of(call)
    return Progress(
        standings=[_standing(one, table) for one in table.reviewers],
        lines=[_line(talk, table, terms.wanted) for talk in table.talks],
        is_late=bool(terms.due_at and terms.due_at < timezone.now()),
    )


def _standing(reviewer, table):
    portion = reading.Portion.of(reviewer, table)
    return Standing(reviewer, len(portion.mine), len(portion.done), len(portion.due))


def _line(talk, table, wanted):
    taken = table.taken(talk)
    has = [one for one in table.reviewers if one.pk in taken]
    written = [one for one in has if (one.pk, talk.pk) in table.reviews]
    waited_for = [one for one in has if (one.pk, talk.pk) not in table.reviews]
    return Line(talk, written, waited_for, wanted)
