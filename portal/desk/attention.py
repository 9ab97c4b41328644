"""What waits for somebody at the desk: one list of questions, each of them one query.

A capability that has something to say adds a function and a line in QUESTIONS.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from events.registrations.models import State as RegistrationState
from events.submissions.models import ChangeProposal, Submission
from news.models import Article, State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from portal.mail.models import State as DeliveryState
from projects.invitations.models import Invitation
from projects.invitations.models import State as Invited
from projects.models import ChangeRequest

SHOWN = 5
RECENT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Detail:
    """One of the things that a matter is about."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Matter:
    """Something that waits: what it is, where to deal with it, and how pressing it is."""

    title: str
    address: str
    label: str  # of the badge
    tone: str  # of the badge: accent, wait, bad
    details: list[Detail] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """What to ask for whom; the roles are those that can deal with the answer."""

    roles: tuple[Role, ...]
    ask: Callable[[], Iterable[Matter]]


def matters_for(user):
    """Return what waits for this person, the most pressing first."""
    return [
        matter
        for question in QUESTIONS
        if user.has_role(*question.roles)
        for matter in question.ask()
    ]


def mail_trouble():
    """Letters of the last two weeks that did not arrive, or not yet."""
    counts = Delivery.objects.filter(queued_at__gte=timezone.now() - RECENT).aggregate(
        failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
        retrying=Count("pk", filter=Q(state=DeliveryState.RETRYING)),
    )
    letters = reverse("mail-desk:messages")
    if failed := counts["failed"]:
        title = ngettext(
            "%d mail could not be delivered", "%d mails could not be delivered", failed
        )
        yield Matter(title % failed, f"{letters}?state=failed", _("Failed"), "bad")
    if retrying := counts["retrying"]:
        title = ngettext("%d mail is being tried again", "%d mails are being tried again", retrying)
        yield Matter(title % retrying, f"{letters}?state=retrying", _("Trying again"), "wait")


def undecided_talks():
    """Submitted talks that wait for a decision."""
    if number := Submission.objects.awaiting_decision().count():
        title = ngettext("%d talk waits for a decision", "%d talks wait for a decision", number)
        address = reverse("submissions-desk:submissions")
        yield Matter(title % number, address, _("Decide"), "accent")


def unconfirmed_talks():
    """Accepted talks of events that are near, of which nobody has said that they will be given."""
    near = timezone.localdate() + RECENT
    talks = Submission.objects.unconfirmed().filter(
        call__event__in=Event.objects.upcoming().filter(day__lte=near).order_by()
    )
    talks = _numbered(talks.select_related("call__event").order_by("call__event__day", "pk"))
    if talks:
        number = talks[0].number
        title = ngettext("%d talk is not confirmed", "%d talks are not confirmed", number) % number
        details = [Detail(one.heading, one.desk_url, one.speaker_name) for one in talks]
        address = reverse("chasing-desk:speakers", args=[talks[0].call.event.slug])
        yield Matter(title, address, _("Unconfirmed"), "wait", details)


def changes_of_talks():
    """What authors would like to have changed in texts that are fixed, first come first."""
    proposals = _numbered(ChangeProposal.objects.open().with_submission())
    if proposals:
        number = proposals[0].number
        title = ngettext(
            "%d change of a talk is asked for", "%d changes of talks are asked for", number
        )
        details = [
            Detail(one.submission.heading, one.desk_url, one.submission.speaker_name)
            for one in proposals
        ]
        address = reverse("submissions-desk:submissions")
        yield Matter(title % number, address, _("Answer"), "accent", details)


def full_events():
    """Coming events without a place left, as long as somebody could still ask for one."""
    events = _numbered(
        Event.objects.upcoming()
        .filter(state=Event.State.PUBLISHED, takes_registrations=True)
        .filter(places_taken__gte=F("capacity"))
        .filter(Q(registration_closes_at=None) | Q(registration_closes_at__gt=timezone.now()))
        .annotate(waiting=_waiting())
    )
    if events:
        number = events[0].number
        title = ngettext("%d event is full", "%d events are full", number) % number
        details = [Detail(e.title_html, _registrations(e), _how_many_wait(e)) for e in events]
        yield Matter(title, reverse("events-desk:events"), _("Full"), "wait", details)


def unfinished_events():
    """Events that lack what readers ask for first: a draft its date, a coming one its place."""
    on_site = Q(mode__in=[Event.Mode.ON_SITE, Event.Mode.HYBRID], venue="", city="")
    coming = Q(last_day__gte=timezone.localdate())
    undated = Q(state=Event.State.DRAFT, day=None)
    events = Event.objects.exclude(state=Event.State.CANCELLED)
    events = _numbered(events.filter(undated | (coming & on_site)).order_by("day", "pk"))
    if events:
        number = events[0].number
        title = ngettext("%d event is unfinished", "%d events are unfinished", number) % number
        details = [
            Detail(
                e.title_html,
                reverse("events-desk:edit", args=[e.slug]),
                _("no place yet") if e.day else _("no date yet"),
            )
            for e in events
        ]
        yield Matter(title, reverse("events-desk:events"), _("Complete"), "accent", details)


def article_drafts():
    """The drafts of news, the last one touched first."""
    drafts = Article.objects.in_state(State.DRAFT).for_lists().select_related("author")
    drafts = _numbered(drafts.order_by("-changed_at", "-pk"))
    if drafts:
        number = drafts[0].number
        title = ngettext("%d draft of news", "%d drafts of news", number) % number
        details = [
            Detail(
                draft.title_html,
                reverse("news-desk:edit", args=[draft.pk]),
                str(draft.author or ""),
            )
            for draft in drafts
        ]
        address = f"{reverse('news-desk:articles')}?state=draft"
        yield Matter(title, address, _("Draft"), "wait", details)


def requests_to_change():
    """What members want changed and cannot change themselves, first come first."""
    requests = _numbered(ChangeRequest.objects.open().for_list())
    if requests:
        number = requests[0].number
        title = ngettext("%d request to change", "%d requests to change", number) % number
        details = [
            Detail(
                Truncator(asked.text).chars(80),
                reverse("people-desk:request", args=[asked.pk]),
                str(asked.asked_by or ""),
            )
            for asked in requests
        ]
        yield Matter(title, reverse("people-desk:requests"), _("Answer"), "accent", details)


def expired_invitations():
    """Invitations that ran out without an answer, the last one sent first."""
    invitations = _numbered(Invitation.objects.in_state(Invited.EXPIRED).for_list())
    if invitations:
        number = invitations[0].number
        title = ngettext("%d invitation has expired", "%d invitations have expired", number)
        address = reverse("invitations-desk:invitations")
        details = [Detail(one.name or one.email, address) for one in invitations]
        yield Matter(title % number, address, _("Expired"), "wait", details)


QUESTIONS = (
    Question((Role.COORDINATOR,), requests_to_change),
    Question((Role.COORDINATOR,), expired_invitations),
    Question((Role.ORGANISER,), mail_trouble),
    Question((Role.ORGANISER,), undecided_talks),
    Question((Role.ORGANISER,), unconfirmed_talks),
    Question((Role.ORGANISER,), changes_of_talks),
    Question((Role.ORGANISER,), full_events),
    Question((Role.ORGANISER,), unfinished_events),
    Question((Role.EDITOR,), article_drafts),
)


def _numbered(rows):
    """The first few of the rows, each of which knows the `number` of all of them."""
    return list(rows.annotate(number=Window(Count("pk")))[:SHOWN])


def _waiting():
    return Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))


def _registrations(event):
    return reverse("registrations-desk:registrations", args=[event.slug])


def _how_many_wait(event):
    if not event.waiting:
        return _("nobody waits")
    return ngettext("%d waits", "%d wait", event.waiting) % event.waiting
