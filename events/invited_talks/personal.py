"""What is stored about speakers who were invited without an account, and about who invited them."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.invited_talks.models import InvitedTalk, Step, new_nonce
from events.models import Speaker
from events.slides.models import Version
from events.stepping_back import is_given
from events.submissions.models import IN_PROGRAMME, Submission
from portal.common.personal import (
    NAME_REMOVED,
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    in_batches,
    long_ago,
)
from portal.common.scrubbing import scrub

HOLDS = (InvitedTalk, Step)


def _invited(subject):
    """Invitations of theirs: at an address that is theirs, or taken over into their account."""
    theirs = Q(submission__contact_email__in=subject.emails)
    if subject.user_id:
        theirs |= Q(submission__submitter=subject.user_id)
    return InvitedTalk.objects.filter(theirs)


def _uploaded(subject):
    """Slides given by the link, of which nobody is known to have uploaded them."""
    talks = _invited(subject).exclude(submission__talk=None).values("submission__talk")
    return Version.objects.filter(slides__talk__in=talks, uploaded_by=None)


def stored(subject):
    records = [
        [
            Fact("event", _("Event"), str(one.submission.call)),
            Fact("name", _("Name"), one.name),
            Fact("words", _("What the letter said"), one.words),
            Fact("invited_at", _("Invited"), one.invited_at),
            Fact("revoked_at", _("Revoked"), one.revoked_at),
            Fact("until", _("Can be written until"), one.submission.writable_until),
            Fact("steps", _("Steps"), "; ".join(_step(step) for step in one.steps.all())),
            Fact("slides", _("Files of slides"), _uploaded(subject).count()),
        ]
        for one in _invited(subject).for_desk().order_by("pk")
    ]
    if records:
        yield Section("invited_talks", _("Talks you were invited to give"), records)


def _step(step):
    return f"{step.get_what_display()} {step.at:%Y-%m-%d}"


def outlook(subject, *, keep_names):
    if number := _invited(subject).count():
        text = ngettext(
            "The link to %(n)d talk you were invited to give opens nothing any more.",
            "The links to %(n)d talks you were invited to give open nothing any more.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    """Before the talks themselves are erased, by which it is known whose they are."""
    _erase_slides(subject, keep_names=keep_names)
    _invited(subject).filter(submission__state__in=IN_PROGRAMME).update(
        name=NAME_REMOVED, words="", nonce=new_nonce(), revoked_at=timezone.now()
    )
    if subject.user_id:
        InvitedTalk.objects.filter(invited_by=subject.user_id).update(invited_by=None)
        Step.objects.filter(by=subject.user_id).update(by=None)
    scrub(InvitedTalk.objects.all(), ("words",), subject.traces)


def _erase_slides(subject, *, keep_names):
    versions = _uploaded(subject).select_related("slides__talk__event", "slides__talk__session")
    for version in versions:
        if not (keep_names and is_given(version.slides.talk)):
            version.delete()


def purge(preferences, now):
    """A link lives as long after the event as registrations are kept; then nobody's address is left."""
    until = timezone.localdate(long_ago(now, preferences.registration_days))
    of_event = Q(submission__call__event__last_day__lt=until)
    in_series = Q(submission__talk__event__last_day__lt=until)
    undated = Q(
        submission__call__event__last_day=None,
        submission__talk=None,
        submission__writable_until__lte=long_ago(now, preferences.registration_days),
    )
    due = InvitedTalk.objects.filter(of_event | in_series | undated)
    due = due.exclude(submission__contact_email="")
    yield Purged(gettext_noop("addresses of invited speakers"), in_batches(due, _forget_addresses))


def _forget_addresses(due):
    submissions = Submission.objects.filter(pk__in=due.values("submission"))
    Speaker.objects.filter(talk__submission__in=submissions, position=0).update(email="")
    due.update(nonce=new_nonce(), words="")
    return submissions.update(contact_email="")


def statements(preferences):
    yield Statement(
        _("Invited talks"),
        [
            _("Your name and address, what you write, and what was done with your link when."),
            _(
                "Your address is removed %(days)d days after the event; what stands in the programme stays."
            )
            % {"days": preferences.registration_days},
        ],
        everybody=True,
    )
