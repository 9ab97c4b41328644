"""What a reviewer does: judge a talk, or say that somebody else must."""

from django.db import transaction

from events.reviews.models import Assignment, DeclaredConflict, Review, Reviewer
from events.submissions.models import State, Submission


class Closed(Exception):
    """The talk was decided or withdrawn, or the reviewer removed, since the page was opened."""


class Overtaken(Exception):
    """The same reviewer has written otherwise in another window; `stored` is what stands there now."""

    def __init__(self, stored):
        super().__init__(f"version {stored.version}")
        self.stored = stored


@transaction.atomic
def judge(reviewer, submission, *, score, confidence, comment, revision, seen):
    """Store what a reviewer thinks of the text of that `revision`; return the review.

    It must come from the review that was `seen` (its version, 0 for none): raises Overtaken for one from
    before, and Closed once the talk is decided.
    """
    stored = _locked(reviewer, submission)
    review = Review.objects.filter(reviewer=reviewer, submission=submission).first()
    if review and review.version != seen:
        review.submission = stored
        raise Overtaken(review)
    review = review or Review(reviewer=reviewer, submission=stored, version=0)
    review.score, review.confidence, review.comment = score, confidence, comment
    # What was read is what was judged: the author may have changed the text meanwhile.
    review.revision = min(revision, stored.revision)
    review.version += 1
    review.save()
    return review


@transaction.atomic
def declare_conflict(reviewer, submission, *, why, by):
    """Note that the reviewer must not judge this talk: what was assigned or written goes."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    DeclaredConflict.objects.update_or_create(
        reviewer=reviewer, submission=submission, defaults={"why": why, "declared_by": by}
    )
    Assignment.objects.filter(reviewer=reviewer, submission=submission).delete()
    Review.objects.filter(reviewer=reviewer, submission=submission).delete()


@transaction.atomic
def withdraw_conflict(conflict):
    """Let the reviewer judge the talk again, as far as nothing else stands in the way."""
    conflict.delete()


def _locked(reviewer, submission):
    """Return the stored submission, held until the transaction ends, so that it is decided before or after."""
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    if stored.state != State.SUBMITTED:
        raise Closed
    # Held, too: who is removed right now has written before that, or not at all.
    if (
        not Reviewer.objects.select_for_update(of=("self",))
        .active()
        .filter(pk=reviewer.pk)
        .exists()
    ):
        raise Closed
    return stored
