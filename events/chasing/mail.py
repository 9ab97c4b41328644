"""The letter that asks a speaker for what is missing."""

from django.conf import settings
from django.urls import reverse

from events import when
from events.chasing.models import Thing
from portal.common.text import plain
from portal.mail import letters, outbox


def missing(this, asked):
    """Ask these people, each given with their talks and what these lack."""
    event = this.event
    outbox.queue_all(
        letters.from_template(
            "events/chasing/mail/missing.txt",
            {
                "event_title": plain(event.title),
                "when": when.full(event),
                "is_over": event.is_over,
                "talks": [_facts(talk, things, recipient) for talk, things in talks],
                "name": recipient.name,
            },
            kind="talk-missing",
            about=f"event:{event.pk}",
            version=str(this.pk),
            to=[recipient],
        )
        for recipient, talks in asked
    )


def _facts(talk, things, recipient):
    return {
        "title": plain(talk.title),
        "things": [
            {"name": Thing(thing).label, "address": _where(thing, talk, recipient)}
            for thing in things
        ],
    }


def _where(thing, talk, recipient):
    """Return the page on which it can be given; "" where the organisers have to be written to."""
    if recipient.user_id is None:
        return ""
    path = {
        Thing.SLIDES: reverse("slides:slides", args=[talk.pk]),
        Thing.ABSTRACT: reverse("events:abstract", args=[talk.pk]),
    }.get(thing, "")
    submission = getattr(talk, "submission", None)
    if not path and submission and submission.submitter_id == recipient.user_id:
        path = submission.get_absolute_url()
    return settings.SITE_URL + path if path else ""
