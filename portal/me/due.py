"""What somebody still has to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events import when
from events.models import Event
from events.registrations.models import Registration, key_of
from events.registrations.models import State as RegistrationState
from events.submissions import wording
from events.submissions.models import Call, Submission
from events.submissions.models import State as SubmissionState


@dataclass(frozen=True)
class Due:
    """Something to do, by when, and the page to do it on."""

    what: str
    about: str
    until: str
    href: str


def due(user):
    """Return what waits for this person, the registrations to confirm first."""
    return [*_registrations_to_confirm(user), *_drafts_to_submit(user)]


def _registrations_to_confirm(user):
    # Only those to the address this account has proved to be theirs: the page behind confirms them.
    mine = Registration.objects.filter(
        email_key=key_of(user.email),
        state=RegistrationState.UNCONFIRMED,
        event__in=Event.objects.announced().upcoming().order_by(),
    )
    for registration in mine.select_related("event").order_by("event__day", "pk"):
        event = registration.event
        yield Due(
            what=_("Confirm your registration"),
            about=event.title_html,
            until=when.full(event),
            href=registration.get_absolute_url(),
        )


def _drafts_to_submit(user):
    drafts = Submission.objects.of(user).filter(state=SubmissionState.DRAFT)
    for draft in drafts.filter(call__in=Call.objects.open().order_by()).with_call():
        closes = wording.moment(draft.call.closes_at, draft.call.event.zone)
        yield Due(
            what=_("Submit your draft"),
            about=draft.title_html or str(draft),
            until=_("The call closes on %(moment)s.") % {"moment": closes},
            href=draft.get_absolute_url(),
        )
