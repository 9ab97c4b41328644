"""Letting a talk in after the deadline, by a code that an organiser made."""

from django.db import transaction
from django.utils import timezone

from events.submissions.models import LateCode, LateUse, State
from events.submissions.models.late_code import hashed, new_code


class NoSuchCode(Exception):
    """Nothing opens by this code: there is none, it is over, revoked or used up."""


def make(late_code):
    """Store a code with what was filled in, and return its signs, which nobody can look up again."""
    signs = new_code()
    late_code.hash = hashed(signs)
    late_code.save()
    return signs


@transaction.atomic
def revoke(late_code):
    """End a code: with it nothing can be submitted or changed any more."""
    stored = LateCode.objects.select_for_update().get(pk=late_code.pk)
    if stored.revoked_at is None:
        stored.revoked_at = timezone.now()
        stored.save(update_fields=["revoked_at"])


def find(call, signs):
    """Return the code of the call that was typed, if it still opens it; else raise NoSuchCode."""
    found = LateCode.objects.admitting().filter(call=call, hash=hashed(signs)).first()
    if found is None:
        raise NoSuchCode
    return found


def hold(late_code):
    """Keep the last use of a code for this transaction; raise NoSuchCode if none is left or it is over."""
    _lock(late_code)
    if not LateCode.objects.admitting().filter(pk=late_code.pk).exists():
        raise NoSuchCode


def _lock(late_code):
    LateCode.objects.select_for_update().get(pk=late_code.pk)


@transaction.atomic
def admit(submission, late_code):
    """Note that a stored talk is let in by the code; raise NoSuchCode if that does not open it any more."""
    _lock(late_code)
    if late_code.uses.filter(submission=submission).exists():
        return
    hold(late_code)
    LateUse.objects.create(code=late_code, submission=submission, used_by=submission.submitter)


@transaction.atomic
def admit_draft(submission, signs):
    """Let a draft that was begun before the deadline be finished; raise NoSuchCode if nothing opens it."""
    if submission.state not in (State.DRAFT, State.SUBMITTED):
        raise NoSuchCode
    admit(submission, find(submission.call, signs))
