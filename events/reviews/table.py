"""Who may judge which talk of a call, who is wanted to, and who has."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.reviews import conflicts
from events.reviews.models import Assignment, Review, Reviewer
from events.submissions.models import State, Submission


@dataclass(frozen=True)
class Item:
    """A talk before a reviewer."""

    submission: Submission
    reviewer: Reviewer
    review: Review | None
    is_mine: bool  # assigned; or everybody's, where nothing at the call is assigned

    @property
    def is_open(self):
        """Tell whether its review can still be written or changed."""
        return self.submission.state == State.SUBMITTED

    @property
    def is_done(self):
        """Tell whether what stands there was written about the present text."""
        return self.review is not None and not self.review.is_of_older_text

    @property
    def is_due(self):
        """Tell whether this reviewer is waited for: nothing written yet, or of an older text."""
        return self.is_mine and self.is_open and not self.is_done


class Table:
    """Reviewers and talks of a call: who may judge what, is wanted to, and has; at a fixed number of queries.

    `reviewers` have their users and tracks at hand; `talks` is a QuerySet. Left out, they are those who
    review now, and all that can be decided.
    """

    def __init__(self, call, *, reviewers=None, talks=None):
        if reviewers is None:
            reviewers = Reviewer.objects.active().filter(call=call).for_desk()
        if talks is None:
            talks = Submission.objects.filter(call=call, state=State.SUBMITTED)
        self.reviewers = list(reviewers)
        self.talks = list(talks.with_call().order_by("pk"))
        self.conflicts = conflicts.among(self.reviewers, talks)
        self.reviews = {(one.reviewer_id, one.submission_id): one for one in self._of(Review)}
        self.assigned = {(one.reviewer_id, one.submission_id) for one in self._of(Assignment)}
        self.is_shared_out = Assignment.objects.of(call).exists()

    def _of(self, model):
        return model.objects.filter(
            reviewer__in=[one.pk for one in self.reviewers],
            submission__in=[one.pk for one in self.talks],
        )

    def obstacle(self, reviewer, talk):
        """Return why the reviewer must not judge the talk, in words for organisers; None where nothing does."""
        if not reviewer.may_take(talk):
            return _("another track")
        return self.conflicts.get((reviewer.pk, talk.pk))

    def allowed(self, talk):
        """Return the keys of the reviewers that may judge the talk."""
        return {one.pk for one in self.reviewers if not self.obstacle(one, talk)}

    def taken(self, talk):
        """Return the keys of those that have the talk, assigned or of their own accord, and may judge it."""
        has = self.assigned | self.reviews.keys()
        return {key for key in self.allowed(talk) if (key, talk.pk) in has}

    def items_of(self, reviewer):
        """Return what this reviewer may judge."""
        return [
            self._item(reviewer, talk) for talk in self.talks if not self.obstacle(reviewer, talk)
        ]

    def _item(self, reviewer, talk):
        review = self.reviews.get((reviewer.pk, talk.pk))
        if review:
            review.submission = talk
        is_mine = not self.is_shared_out or (reviewer.pk, talk.pk) in self.assigned
        return Item(talk, reviewer, review, is_mine)
