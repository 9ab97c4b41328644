"""What organisers decide about submissions: staged first, looked at together, then released."""

from django.db import transaction

from events.submissions import mail, placing
from events.submissions.models import DECIDED, Call, Decision, State, Submission
from events.submissions.writing import Overtaken
from portal.common.moves import ForbiddenMove
from portal.mail import outbox


class DecidedMeanwhile(Exception):
    """Somebody else has decided, or decided otherwise, since the page was made."""


@transaction.atomic
def stage(submission, state, *, by, revision=None, seen=None):
    """Note a decision that nobody is told yet; return it.

    Raises Overtaken if the text was changed since `revision` was read, and DecidedMeanwhile if another
    decision than `seen` ("" for none) stands there by now.
    """
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if state not in DECIDED or not submission.can_be_decided or state == submission.state:
        raise ForbiddenMove(f"{submission.state} → {state}")
    if revision not in (None, submission.revision):
        raise Overtaken(submission)
    pending = Decision.objects.filter(submission=submission).first()
    if seen is not None and seen != (pending.state if pending else ""):
        raise DecidedMeanwhile
    decision = pending or Decision(submission=submission)
    if state != decision.state:
        decision.letter = ""  # what was written told of another decision
    decision.state, decision.revision, decision.decided_by = state, submission.revision, by
    decision.save()
    return decision


@transaction.atomic
def take_back(submission):
    """Forget a decision that nobody was told."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    Decision.objects.filter(submission=submission).delete()


@transaction.atomic
def write_letter(submission, words):
    """Have the decision staged for this submission told in these words; "" for the usual ones."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    Decision.objects.filter(submission=submission).update(letter=words)


@transaction.atomic
def release(call, *, by, seen):
    """Put all staged decisions of a call into effect and tell the authors; return how many.

    Raises DecidedMeanwhile where they are not those that were `seen` (their `mark`), and Overtaken where
    one is of a text that was changed since: then nothing is released.
    """
    Call.objects.select_for_update().get(pk=call.pk)
    decisions = Decision.objects.of(call)
    if decisions.mark() != seen:
        raise DecidedMeanwhile
    for decision in decisions:
        _settle(decision, by=by)
    return len(decisions)


@transaction.atomic
def release_one(submission, *, by):
    """Put the decision staged for one submission into effect; raise DecidedMeanwhile where there is none."""
    decision = Decision.objects.filter(submission=submission).select_related("submission").first()
    if decision is None:
        raise DecidedMeanwhile
    _settle(decision, by=by)


@transaction.atomic
def decide(submission, state, *, by, revision=None):
    """Decide and tell the author at once: an accepted talk joins the programme."""
    decision = stage(submission, state, by=by, revision=revision)
    decision.submission = submission
    _settle(decision, by=by)


def _settle(decision, *, by):
    # What is judged and published is the stored text, held until the decision is made.
    submission = decision.submission
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if decision.is_of_older_text:
        raise Overtaken(submission)
    move = submission.move_to(decision.state, by=by)
    if decision.state == State.ACCEPTED:
        placing.join(submission)
    outbox.queue(mail.decision(submission, move, letter=decision.letter))
    decision.delete()
