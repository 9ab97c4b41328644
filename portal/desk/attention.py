"""What waits for somebody at the desk; each question is one query."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from events.models import Event
from events.registrations.models import State as RegistrationState
from events.submissions.models import Submission
from news.models import Article, State
from portal.mail.models import Delivery
from portal.mail.models import State as DeliveryState

SHOWN = 8
RECENT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class MailTrouble:
    """Letters of the last two weeks that did not arrive, or not yet."""

    failed: int
    retrying: int

    def __bool__(self):
        return bool(self.failed or self.retrying)


def undecided_talks():
    """How many submitted talks wait for a decision."""
    return Submission.objects.awaiting_decision().count()


def mail_trouble():
    """How many letters of the last two weeks failed, and how many are tried again."""
    recent = Delivery.objects.filter(queued_at__gte=timezone.now() - RECENT)
    return MailTrouble(
        **recent.aggregate(
            failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
            retrying=Count("pk", filter=Q(state=DeliveryState.RETRYING)),
        )
    )


def coming_events():
    """The next events, drafts among them, with how many wait for a place."""
    waiting = Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))
    events = Event.objects.upcoming().exclude(state=Event.State.CANCELLED)
    return events.select_related("series").annotate(waiting=waiting)[:SHOWN]


def article_drafts():
    """The drafts of news, the last one touched first."""
    drafts = Article.objects.in_state(State.DRAFT).for_lists().select_related("author")
    return drafts.order_by("-changed_at", "-pk")[:SHOWN]
