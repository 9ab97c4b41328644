"""What organisers do for a speaker who has no account: open a talk by a link, and look after that link."""

from django.db import transaction
from django.utils import timezone

from events.invited_talks import mail
from events.invited_talks.models import InvitedTalk, Step, new_nonce
from events.submissions.calls import calling
from events.submissions.co_authors import authors
from events.submissions.models import GRACE, State, Submission
from portal.mail import outbox


class Revoked(Exception):
    """The invitation was revoked: it has to be opened again first."""


class AlreadyInvited(Exception):
    """Somebody is invited to the same at this address, and has handed in nothing yet."""


class InAccount(Exception):
    """The speaker has taken the talk over into an account: there is no link any more."""


@transaction.atomic
def invite(host, *, name, email, until, by, title="", words=""):
    """Open a talk at an event, or in a series, for a speaker, and send the link; return the invitation.

    Where there is no call for talks it is held by one that nobody else sees.
    """
    call = calling.for_invited(host)  # held, so that a button pressed twice invites once
    waiting = InvitedTalk.objects.filter(submission__call=call, revoked_at=None)
    if waiting.filter(
        submission__contact_email=email.lower(), submission__state=State.DRAFT
    ).exists():
        raise AlreadyInvited
    submission = Submission.objects.create(
        call=call,
        title=title,
        speaker_name=name,
        contact_email=email.lower(),
        writable_until=until,
    )
    invited = InvitedTalk.objects.create(
        submission=submission, name=name, words=words, invited_by=by
    )
    invited.note(Step.What.INVITED, by=by)
    outbox.queue(mail.invitation(invited, by=by))
    return invited


@transaction.atomic
def renew(invited, *, by):
    """Send a new link in place of the old one; raise Revoked, or InAccount, where there is none to renew."""
    _send_anew(_held(invited), Step.What.RENEWED, by=by)


@transaction.atomic
def readdress(invited, *, email, by):
    """Have the speaker be reached at another address, also in the programme, and send a new link there."""
    stored = _held(invited)
    stored.submission.contact_email = email.lower()
    stored.submission.save(update_fields=["contact_email", "changed_at"])
    authors.reach(stored.submission)
    _send_anew(stored, Step.What.READDRESSED, by=by)


@transaction.atomic
def prolong(invited, *, until, by):
    """Let the talk be written until another time; the link stays. Raises Revoked."""
    stored = invited.locked()
    if stored.revoked_at:
        raise Revoked
    _let_write(stored, until)
    stored.note(Step.What.PROLONGED, by=by)


@transaction.atomic
def revoke(invited, *, by):
    """End the link, and with it the writing; what was written stays."""
    stored = invited.locked()
    if stored.revoked_at:
        return
    stored.revoked_at = timezone.now()
    stored.save(update_fields=["revoked_at"])
    # At once: no minute of grace.
    _let_write(stored, min(stored.submission.writable_until, stored.revoked_at - GRACE))
    stored.note(Step.What.REVOKED, by=by)


@transaction.atomic
def reopen(invited, *, until, by):
    """Open again what was revoked, by a new link until a new time."""
    stored = invited.locked()
    if stored.submission.submitter:
        raise InAccount
    stored.revoked_at = None
    _let_write(stored, until)
    _send_anew(stored, Step.What.REOPENED, by=by)


def _held(invited):
    """Return the stored invitation, which still has a link, held until the transaction ends."""
    stored = invited.locked()
    if stored.submission.submitter:
        raise InAccount
    if stored.revoked_at:
        raise Revoked
    return stored


def _send_anew(stored, what, *, by):
    stored.nonce = new_nonce()
    stored.save(update_fields=["nonce", "revoked_at"])
    stored.note(what, by=by)
    outbox.queue(mail.invitation(stored, by=by))


def _let_write(stored, until):
    submission = stored.submission
    submission.writable_until = until
    submission.save(update_fields=["writable_until", "changed_at"])
