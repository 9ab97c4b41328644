"""Announcing an event to everybody who subscribed to events."""

from django.db import transaction

from events import organising, when
from events.models import Event
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.text import plain
from portal.mail import letters, outbox, subscribing, topics
from portal.mail.models import Delivery, Message
from projects.models import Membership, Project

KIND = "event-announcement"


class NothingToAnnounce(Exception):
    """The event is no published one that is still to come, or nobody would hear of it."""


def own_topics_of(event):
    """Return the topics an event has by itself, whoever speaks there, the narrowest first."""
    is_meeting = event.kind == Event.Kind.ANNUAL_MEETING
    return [
        *([event.series.topic] if event.series else []),
        *([topics.ANNUAL_MEETINGS] if is_meeting else []),
        topics.EVENTS,
    ]


def topics_of(event):
    """Return the topics under which people hear of the event, those of its speakers' projects too."""
    speaking = Membership.objects.current().filter(person__speaking__talk__event=event)
    projects = Project.objects.filter(pk__in=speaking.values("project")).only("pk").order_by("pk")
    *narrow, widest = own_topics_of(event)
    return [*narrow, *(project.topic for project in projects), widest]


def audiences(event):
    """Return who would be told, by topic: of an event for members only the members."""
    readers = subscribing.audiences(topics_of(event))
    if event.visibility == Event.Visibility.PUBLIC:
        return readers
    members = User.objects.filter(is_active=True, groups__name__in=Role.values)
    known = set(members.values_list("pk", flat=True))
    return {topic: [one for one in to if one.user_id in known] for topic, to in readers.items()}


def recipients(event):
    """Return who would be told, each once."""
    return [reader for readers in audiences(event).values() for reader in readers]


def proposal(event):
    """Return the letter as it is proposed to the organiser, who may change subject and text."""
    context = {"event": event, "title": plain(event.title), "when": lambda: when.full(event)}
    return letters.from_template(
        "events/mail/announcement.txt",
        context,
        kind=KIND,
        about=f"event:{event.pk}",
        version="1",
        to=[],
    )


def announcement(event):
    """Return the message by which the event was announced, None if it was not yet."""
    return Message.objects.filter(kind=KIND, about=f"event:{event.pk}").order_by("pk").first()


def number_told(event):
    """Return to how many the event was announced."""
    messages = Message.objects.filter(kind=KIND, about=f"event:{event.pk}")
    return Delivery.objects.filter(message__in=messages).count()


@transaction.atomic
def announce(event, *, subject, text, by):
    """Queue the letter to all subscribers; return whether it was, for it is never sent twice."""
    event = organising.lock(event)
    if announcement(event):
        return False
    told = {topic: readers for topic, readers in audiences(event).items() if readers}
    if not event.takes_place or not told:
        raise NothingToAnnounce
    outbox.queue_all(
        letters.Letter(
            kind=KIND,
            about=f"event:{event.pk}",
            version="1",
            subject=subject,
            text=text,
            topic=topic,
            to=readers,
            created_by_id=by.pk,
        )
        for topic, readers in told.items()
    )
    return True
