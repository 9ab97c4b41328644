"""What is stored about people who were given certificates."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.certificates import wording
from events.certificates.models import Certificate
from events.registrations.models import State, key_of
from portal.common.personal import (
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    in_batches,
    long_ago,
)

HOLDS = (Certificate,)


def _of(subject):
    theirs = Q(email_key__in=[key_of(email) for email in subject.emails])
    if subject.user_id:
        theirs |= Q(user=subject.user_id)
    return Certificate.objects.known().filter(theirs)


def stored(subject):
    records = [
        [
            Fact("code", _("Code"), one.code),
            Fact("kind", _("Kind"), str(one.get_kind_display())),
            Fact("name", _("Name"), one.name),
            Fact("says", _("What it says"), _said(one)),
            Fact("issued_at", _("Issued"), one.issued_at),
        ]
        for one in _of(subject)
    ]
    if records:
        yield Section("certificates", _("Certificates"), records)


def _said(certificate):
    _before, what = wording.sentence(certificate)
    listed = [one["title"] for one in wording.entries(certificate)]
    return "; ".join([what, *(words for _label, words in wording.details(certificate)), *listed])


def outlook(subject, *, keep_names):
    if number := _of(subject).count():
        text = ngettext(
            "%(n)d certificate can no longer be verified: what it says is removed.",
            "%(n)d certificates can no longer be verified: what they say is removed.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    forget(_of(subject))
    if subject.user_id:
        Certificate.objects.filter(issued_by=subject.user_id).update(issued_by=None)


def forget(certificates):
    """Remove what these certificates say and of whom; that their codes were given stays. Return how many."""
    keys = list(certificates.values_list("pk", flat=True))
    for grounds in (Certificate.registrations, Certificate.talks):
        grounds.through.objects.filter(certificate__in=keys).delete()
    return Certificate.objects.filter(pk__in=keys).update(
        name="",
        facts={},
        user=None,
        email_key="",
        issued_by=None,
        forgotten_at=timezone.now(),
    )


def purge(preferences, now):
    _part_from_anonymous()
    due = Certificate.objects.known().filter(
        issued_at__lte=long_ago(now, preferences.certificate_days)
    )
    yield Purged(
        gettext_noop("certificates, of which only the code stays"), in_batches(due, forget)
    )


def _part_from_anonymous():
    """Let no certificate tell whose an anonymous registration was; whether it held then stays known."""
    links = Certificate.registrations.through.objects.exclude(registration__anonymised_at=None)
    revoked = links.exclude(registration__state=State.ATTENDED).values("certificate")
    Certificate.objects.filter(pk__in=revoked, revoked_at=None).update(revoked_at=timezone.now())
    links.delete()


def statements(preferences):
    yield Statement(
        _("Certificates"),
        [
            _(
                "The name on a certificate, what it says and when it was issued, so that whoever is shown it can"
                " verify it by its code."
            ),
            _("After %(days)d days, or when you are erased, only the code stays known.")
            % {"days": preferences.certificate_days},
        ],
        everybody=True,
    )
