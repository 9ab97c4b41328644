"""What is stored about people who were invited."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.common.personal import Outcome, Purged, Statement, delete, in_batches, long_ago, section
from projects.invitations.models import Invitation

HOLDS = (Invitation,)


def _to(subject):
    theirs = Q(email__in=subject.emails)
    if subject.user_id:
        theirs |= Q(accepted_by=subject.user_id)
    if subject.person_id:
        theirs |= Q(person=subject.person_id)
    return Invitation.objects.filter(theirs)


def _by(subject):
    return Invitation.objects.filter(invited_by=subject.user_id).exclude(invited_by=None)


def stored(subject):
    fields = ("email", "name", "project", "sent_at", "expires_at", "accepted_at")
    yield from section("invitations", _("Invitations received"), _to(subject), *fields)
    yield from section("invited", _("Invitations sent"), _by(subject), "email", "name", "sent_at")


def outlook(subject, *, keep_names):
    if number := _to(subject).count():
        text = ngettext(
            "%(n)d invitation to you is deleted.", "%(n)d invitations to you are deleted.", number
        )
        yield Outcome(text % {"n": number})
    if number := _by(subject).exclude(pk__in=_to(subject)).count():
        text = ngettext(
            "%(n)d invitation you sent stays, but no longer says that it was you.",
            "%(n)d invitations you sent stay, but no longer say that it was you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    _to(subject).delete()
    _by(subject).update(invited_by=None)


def purge(preferences, now):
    old = long_ago(now, preferences.unconfirmed_days)
    over = (
        Q(accepted_at__lte=old) | Q(revoked_at__lte=old) | Q(accepted_at=None, expires_at__lte=old)
    )
    due = Invitation.objects.filter(over)
    yield Purged(
        gettext_noop("invitations that were accepted or had expired"), in_batches(due, delete)
    )


def statements(preferences):
    text = _(
        "Name and address of whom a coordinator or the head of a project invites, until %(days)d days"
        " after the invitation was accepted or has expired."
    )
    yield Statement(_("Invitations"), [text % {"days": preferences.unconfirmed_days}])
