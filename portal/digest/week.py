"""The weekly letter to somebody: what is due and what comes up."""

import datetime
import logging
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone, translation

from events import when
from portal.accounts.models import User
from portal.common.text import plain
from portal.mail import letters, outbox
from portal.mail.letters import Recipient
from portal.mail.models import Subscription
from portal.mail.models.subscription import WEEK
from portal.me.calendar import events_of
from portal.me.due import due

AHEAD = datetime.timedelta(days=14)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """One thing the letter tells, in plain words, with the address of its page."""

    text: str
    title: str
    when: str
    href: str


def wanted():
    """Return the subscriptions to the weekly letter: active accounts, at an address proved theirs."""
    return (
        Subscription.objects.active()
        .to(WEEK)
        .filter(
            user__is_active=True,
            user__emailaddress__email=F("email"),
            user__emailaddress__verified=True,
        )
        .select_related("user")
        .order_by("pk")
    )


def send_weeks():
    """Queue this week's letter to everybody who wants one and has something in it; return how many.

    Run twice in a week it tells nobody twice, and a failure over one person harms nobody else.
    """
    return sum(_send(subscription) for subscription in wanted().iterator(chunk_size=500))


def _send(subscription):
    try:
        with translation.override(subscription.language):
            letter = letter_to(subscription)
        if letter:
            outbox.queue(letter)
    except Exception:
        log.exception("The week of subscription %s could not be told", subscription.pk)
        return False
    return letter is not None


def letter_to(subscription):
    """Return the letter of this week, None where there is nothing to tell."""
    user = subscription.user
    tasks, coming = _tasks(user), _coming(user)
    if not tasks and not coming:
        return None
    return letters.from_template(
        "digest/mail/week.txt",
        {"user": user, "tasks": tasks, "coming": coming},
        language=subscription.language,
        kind="week",
        about=f"user:{user.pk}",
        version=f"{timezone.localdate():%G-W%V}",
        topic=WEEK,
        to=[Recipient(subscription.email, user.name, user.pk)],
    )


def _tasks(user: User):
    return [
        Line(text=task.what, title=plain(task.title), when=task.until, href=task.href)
        for task in due(user)
    ]


def _coming(user: User):
    until = timezone.localdate() + AHEAD
    events = events_of(user).upcoming().filter(day__lte=until)
    return [
        Line(
            text=event.get_state_display() if event.is_cancelled else "",
            title=plain(event.title),
            when=when.full(event),
            href=event.get_absolute_url(),
        )
        for event in events
    ]
