"""Which talks somebody may judge, and whose reviews somebody may read: asked here and nowhere else."""

from dataclasses import dataclass

from events.reviews import conflicts
from events.reviews.models import Reviewer
from events.reviews.table import Item, Table


@dataclass(frozen=True)
class Portion:
    """All that a reviewer may judge at a call, what is waited for first."""

    reviewer: Reviewer
    items: list[Item]

    @classmethod
    def of(cls, reviewer, table):
        return cls(reviewer, sorted(table.items_of(reviewer), key=lambda item: not item.is_due))

    @property
    def mine(self):
        """What counts: all that is wanted of this reviewer and still open, or was done."""
        return [one for one in self.items if one.is_mine and (one.is_open or one.review)]

    @property
    def due(self):
        return [one for one in self.items if one.is_due]

    @property
    def done(self):
        return [one for one in self.mine if one.is_done]

    @property
    def others(self):
        """What this reviewer may judge as well."""
        return [one for one in self.items if not one.is_mine]


def portion_of(reviewer):
    """Return what stands before a reviewer, at a fixed number of queries."""
    table = Table(reviewer.call, reviewers=[reviewer], talks=reviewer.submissions)
    return Portion.of(reviewer, table)


def hidden_from(user, submissions):
    """Return the keys of those submissions whose reviews this organiser must not read, nor who wrote them.

    Their own; and where they review for the call themselves, all with which they have a conflict. Whoever
    looks as an organiser may be an author: nothing is shown then.
    """
    if getattr(user, "is_onlooker", False):
        return set(submissions.values_list("pk", flat=True))
    reviewers = list(Reviewer.objects.of(user).filter(call__in=submissions.values("call")))
    conflicted = {work for _reviewer, work in conflicts.among(reviewers, submissions)}
    return conflicted | conflicts.written_by(user, submissions)
