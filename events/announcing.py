"""Announcing an event to everybody who subscribed to events."""

from django.db import transaction

from events import organising, when
from events.models import Event
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.text import plain
from portal.mail import letters, outbox
from portal.mail.models import Message
from portal.mail.subscribing import audience

KIND = "event-announcement"
TOPIC = "events"


class NothingToAnnounce(Exception):
    """The event is no published one that is still to come, or nobody would hear of it."""


def recipients(event):
    """Return who would be told: all subscribers, of an event for members only the members."""
    subscribers = audience(TOPIC)
    if event.visibility == Event.Visibility.PUBLIC:
        return subscribers
    members = User.objects.filter(is_active=True, groups__name__in=Role.values)
    known = set(members.values_list("pk", flat=True))
    return [subscriber for subscriber in subscribers if subscriber.user_id in known]


def proposal(event):
    """Return the letter as it is proposed to the organiser, who may change subject and text."""
    context = {"event": event, "title": plain(event.title), "when": lambda: when.full(event)}
    return letters.from_template(
        "events/mail/announcement.txt",
        context,
        kind=KIND,
        about=f"event:{event.pk}",
        version="1",
        topic=TOPIC,
        to=[],
    )


def announcement(event):
    """Return the message by which the event was announced, None if it was not yet."""
    return Message.objects.filter(kind=KIND, about=f"event:{event.pk}").order_by("pk").first()


@transaction.atomic
def announce(event, *, subject, text, by):
    """Queue the letter to all subscribers; return whether it was, for it is never sent twice."""
    event = organising.lock(event)
    if announcement(event):
        return False
    to = recipients(event)
    if not event.takes_place or not to:
        raise NothingToAnnounce
    letter = letters.Letter(
        kind=KIND,
        about=f"event:{event.pk}",
        version="1",
        subject=subject,
        text=text,
        topic=TOPIC,
        to=to,
        created_by_id=by.pk,
    )
    outbox.queue(letter)
    return True
