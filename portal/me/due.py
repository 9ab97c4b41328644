"""What somebody still has to do; a later capability adds its question to QUESTIONS."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import when
from events.models import Event, Talk
from events.registrations.models import Registration, key_of
from events.registrations.models import State as RegistrationState
from events.reviews import reading
from events.reviews.models import Reviewer, Round
from events.slides.finding import talks_without_slides
from events.slots.models import Swap
from events.submissions import wording
from events.submissions.missing import in_words, missing
from events.submissions.models import IN_PROGRAMME, Call, CoAuthor, Submission
from events.submissions.models import State as SubmissionState
from portal.accounts.roles import Role
from portal.consents.consenting import has_agreed
from portal.consents.models import ConsentText, Purpose
from projects.models import Person

LOOK_AGAIN = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Due:
    """Something to do, by when, and the page to do it on."""

    what: str
    title: str  # what it is about, as it was written
    title_html: str  # the same, rendered
    until: str
    href: str


def due(user):
    """Return what waits for this person, the most pressing first."""
    return [task for question in QUESTIONS for task in question(user)]


def registrations_to_confirm(user):
    """Places that are not held before they are confirmed."""
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
            title=event.title,
            title_html=event.title_html,
            until=when.full(event),
            href=registration.get_absolute_url(),
        )


def places_to_take(user):
    """Places that are offered to this person, and go to somebody else if they do not answer."""
    offers = Registration.objects.of(user).offered().select_related("event")
    for registration in offers.order_by("offered_until"):
        event = registration.event
        yield Due(
            what=_("A place for you: please answer"),
            title=event.title,
            title_html=event.title_html,
            until=when.moment(registration.offered_until, event.zone),
            href=registration.get_absolute_url(),
        )


def swaps_to_answer(user):
    """Speakers of a series who ask to exchange dates."""
    for swap in Swap.objects.asked_of(user).order_by("pk"):
        yield Due(
            what=_("Would you exchange dates?"),
            title=swap.talk.title,
            title_html=swap.talk.title_html,
            until=when.of_talk(swap.talk),
            href=swap.get_absolute_url(),
        )


def talks_to_confirm(user):
    """Accepted talks of which this person has not said yet that they will be given."""
    for submission in Submission.objects.of(user).unconfirmed().with_call():
        yield Due(
            what=_("Confirm that you will give the talk"),
            title=str(submission),
            title_html=submission.heading,
            until=_when(submission.call.host),
            href=submission.get_absolute_url(),
        )


def _when(host):
    """Return when an event is; of a series, what it is called."""
    return when.full(host) if isinstance(host, Event) else str(host)


def co_speaking_to_answer(user):
    """Talks of others beside whom this person is to speak, and has not said whether."""
    asked = CoAuthor.objects.to_answer(user).select_related(
        "submission__call__event", "submission__call__series", "person__user"
    )
    for co_author in asked:
        yield Due(
            what=_("Do you speak too?"),
            title=str(co_author.submission),
            title_html=co_author.submission.heading,
            until=_when(co_author.submission.call.host),
            href=co_author.key_url,
        )


def talks_to_review(user):
    """Talks of which this member is to say whether they should be heard."""
    for reviewer in Reviewer.objects.of(user):
        number = len(reading.portion_of(reviewer).due)
        if number and user.has_role(Role.MEMBER):
            call = reviewer.call
            words = ngettext("%(n)d talk to review", "%(n)d talks to review", number)
            yield Due(
                what=words % {"n": number},
                title=call.host.title,
                title_html=call.host.title_html,
                until=_reviews_wanted(call),
                href=reverse("reviews:call", args=[call.pk]),
            )


def _reviews_wanted(call):
    due_at = Round.of(call).due_at
    if due_at is None:
        return _("Reviews are wanted until the talks are decided.")
    return _("Reviews are wanted until %(moment)s.") % {"moment": wording.moment(due_at, call.zone)}


def drafts_to_submit(user):
    """Talks begun for a call that is still open, or by an invitation that still holds."""
    drafts = Submission.objects.of(user).filter(state=SubmissionState.DRAFT)
    is_open = Q(call__in=Call.objects.open().order_by(), writable_until=None)
    in_time = Q(writable_until__gte=timezone.now())
    for draft in drafts.filter(is_open | in_time).with_choices():
        words = _("Until %(moment)s.") if draft.is_invited else _("The call closes on %(moment)s.")
        until = words % {"moment": wording.moment(draft.open_until, draft.call.zone)}
        yield Due(
            what=_("Submit your draft"),
            title=str(draft),
            title_html=draft.heading,
            until=f"{until} {_still(missing(draft))}".strip(),
            href=draft.get_absolute_url(),
        )


def _still(things):
    return _("Still missing: %(things)s.") % {"things": in_words(things)} if things else ""


def talks_to_complete(user):
    """Accepted talks of which the organisers still want to know something."""
    accepted = Submission.objects.of(user).filter(state__in=IN_PROGRAMME).with_choices()
    for submission in accepted:
        if things := missing(submission):
            yield Due(
                what=_("Complete your talk"),
                title=str(submission),
                title_html=submission.heading,
                until=_still(things),
                href=submission.get_absolute_url(),
            )


def abstracts_to_write(user):
    """Talks of the coming programme that say nothing of themselves yet."""
    talks = Talk.objects.given_by(user).still_to_come().without_abstract()
    for talk in talks.select_related("event"):
        yield Due(
            what=_("Write an abstract"),
            title=talk.title,
            title_html=talk.title_html,
            until=when.of_talk(talk),
            href=reverse("events:abstract", args=[talk.pk]),
        )


def slides_to_upload(user):
    """Talks given lately of which there are no slides yet, unless none will come."""
    for talk in talks_without_slides(user):
        yield Due(
            what=_("Upload your slides"),
            title=talk.title,
            title_html=talk.title_html,
            until=when.of_talk(talk),
            href=reverse("slides:slides", args=[talk.pk]),
        )


def page_to_look_at(user):
    """The page about oneself, where nobody has said for a year that it is right."""
    person = Person.objects.filter(user=user).first()
    if person and (person.reviewed_at is None or person.reviewed_at < timezone.now() - LOOK_AGAIN):
        yield Due(
            what=_("Look at your page"),
            title=person.name,
            title_html=person.name,
            until=_("Is what it says about you still right?"),
            href=reverse("profile:profile"),
        )


def text_to_agree_to(user):
    """The text for accounts, where a new version was published since the user agreed to one."""
    text = ConsentText.objects.current(Purpose.ACCOUNT)
    if text and not has_agreed(user, text):
        yield Due(
            what=_("Read and agree"),
            title=str(text),
            title_html=str(text),
            until=_("A new text holds for accounts."),
            href=reverse("consents:agree"),
        )


QUESTIONS = (
    places_to_take,
    swaps_to_answer,
    talks_to_confirm,
    co_speaking_to_answer,
    talks_to_review,
    registrations_to_confirm,
    drafts_to_submit,
    talks_to_complete,
    abstracts_to_write,
    slides_to_upload,
    text_to_agree_to,
    page_to_look_at,
)
