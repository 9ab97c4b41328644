"""Whom an event is announced to, and in which words that is proposed."""

from events import when
from events.models import Event
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.text import plain
from portal.mail import letters, subscribing, topics
from projects.models import Membership, Project

KIND = "event-announcement"


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
    known = members()
    return {topic: [one for one in to if one.user_id in known] for topic, to in readers.items()}


def members():
    """Return the keys of the accounts of everybody in the programme."""
    found = User.objects.filter(is_active=True, groups__name__in=Role.values)
    return set(found.values_list("pk", flat=True))


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
