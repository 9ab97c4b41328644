"""The reviewers among whom an organiser chooses those of a talk."""

from dataclasses import dataclass

from events.reviews import reading
from events.reviews.models import Reviewer
from events.reviews.table import Table
from events.submissions.models import Submission


@dataclass(frozen=True)
class Choice:
    """A reviewer, how many talks they have at the call, and what stands in the way."""

    reviewer: Reviewer
    load: int
    is_chosen: bool
    has_written: bool
    obstacle: str


def of_talk(talk, *, user):
    """Return everybody who reviews at the call, those who may judge the talk and have little first.

    What this organiser must not know of does not count: the numbers would tell.
    """
    talks = Submission.objects.filter(call=talk.call)
    talks = talks.exclude(pk__in=reading.hidden_from(user, talks))
    table = Table(talk.call, talks=talks)
    (same,) = [one for one in table.talks if one.pk == talk.pk]
    choices = [_choice(reviewer, same, table) for reviewer in table.reviewers]
    return sorted(choices, key=lambda one: (bool(one.obstacle), one.load))


def _choice(reviewer, talk, table):
    has = [key for key in table.assigned | table.reviews.keys() if key[0] == reviewer.pk]
    return Choice(
        reviewer,
        load=len(has),
        is_chosen=(reviewer.pk, talk.pk) in table.assigned,
        has_written=(reviewer.pk, talk.pk) in table.reviews,
        obstacle=str(table.obstacle(reviewer, talk) or ""),
    )
