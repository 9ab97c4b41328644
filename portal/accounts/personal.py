"""What is stored about people who have an account."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.accounts.models import User
from portal.common.personal import (
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
    section,
)
from portal.common.scrubbing import scrub

HOLDS = (
    *(User, EmailAddress, EmailConfirmation, Session),
    *(SocialAccount, SocialToken, Authenticator, LogEntry),
)


def _account(subject):
    return User.objects.filter(pk=subject.user_id)


def _addresses(subject):
    return EmailAddress.objects.filter(user=subject.user_id)


def sessions_of(subject):
    """Return the keys of the sessions that belong to the account or hold one of the addresses."""
    account = str(subject.user_id) if subject.user_id else None
    return [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if _is_theirs(session.get_decoded(), account, subject.emails)
    ]


def _is_theirs(data, account, emails):
    if account and data.get(SESSION_KEY) == account:
        return True
    held = str(data).lower()
    return any(email in held for email in emails)


def stored(subject):
    for user in _account(subject):
        facts = ("name", "email", "date_joined", "last_login", "is_active", "is_staff")
        for one in section("account", _("Account"), [user], *facts):
            roles = ", ".join(str(role.label) for role in sorted(user.roles)) or _("none")
            one.records[0].append(Fact("roles", _("Roles"), roles))
            one.records[0].append(
                Fact("calendar", _("Personal calendar"), user.calendar_token is not None)
            )
            yield one
    yield from section(
        "addresses", _("E-mail addresses"), _addresses(subject), "email", "verified", "primary"
    )
    logins = SocialAccount.objects.filter(user=subject.user_id)
    yield from section(
        "logins", _("Other ways to sign in"), logins, "provider", "uid", "extra_data", "date_joined"
    )
    factors = Authenticator.objects.filter(user=subject.user_id)
    yield from section(
        "factors", _("Passkeys and second factors"), factors, "type", "created_at", "last_used_at"
    )
    sessions = Session.objects.filter(pk__in=sessions_of(subject)).order_by("-expire_date")
    records = [[Fact("until", _("Until"), session.expire_date)] for session in sessions]
    if records:
        yield Section("sessions", _("Signed in"), records)
    entries = LogEntry.objects.filter(user=subject.user_id).select_related("content_type")
    fields = ("action_time", "object_repr", "content_type")
    yield from section("administration", _("Done in the administration"), entries, *fields)


def outlook(subject, *, keep_names):
    if subject.user_id:
        yield Outcome(_("Your account is deleted, with its roles and every way to sign in."))
    if number := _addresses(subject).count():
        text = ngettext(
            "%(n)d e-mail address is deleted.", "%(n)d e-mail addresses are deleted.", number
        )
        yield Outcome(text % {"n": number})
    if number := len(sessions_of(subject)):
        text = ngettext(
            "%(n)d session ends: you are signed out there.",
            "%(n)d sessions end: you are signed out everywhere.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    """Delete the account; whatever still points to it by then lets go of it."""
    Session.objects.filter(pk__in=sessions_of(subject)).delete()
    scrub(LogEntry.objects.all(), ("object_repr", "change_message"), subject.traces)
    if subject.user_id:
        here = {"content_type__app_label": "accounts", "content_type__model": "user"}
        LogEntry.objects.filter(object_id=str(subject.user_id), **here).delete()
        _account(subject).delete()
    EmailAddress.objects.filter(email__in=subject.emails).delete()


def purge(preferences, now):
    ended = Session.objects.filter(expire_date__lte=now)
    yield Purged(gettext_noop("sessions that had ended"), in_batches(ended, delete))
    done_long_ago = LogEntry.objects.filter(action_time__lte=long_ago(now, preferences.audit_days))
    yield Purged(gettext_noop("notes of the administration"), in_batches(done_long_ago, delete))


def statements(preferences):
    yield Statement(
        _("Accounts"),
        [
            _(
                "Who has an account: name, e-mail addresses, roles, when it was opened and last used,"
                " and the password, if there is one, in a form that cannot be read."
            ),
            _(
                "The coordinators see it. It is kept until the account is erased, which everybody can do under “My data”."
            ),
        ],
    )
