"""The letter that asks a speaker for what is missing."""

from django.conf import settings
from django.urls import reverse

from events import when
from events.chasing.models import Thing
from portal.common.text import plain
from portal.mail import letters, outbox

# What every speaker with an account can do.
PAGES = {Thing.SLIDES: "slides:slides", Thing.ABSTRACT: "events:abstract"}


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
            confidential=_holds_key(talks, recipient),
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
    submission = getattr(talk, "submission", None)
    if submission and submission.is_of(recipient):
        return settings.SITE_URL + _page_of_author(thing, talk, submission)
    path = PAGES.get(thing) if recipient.user_id else None
    return settings.SITE_URL + reverse(path, args=[talk.pk]) if path else ""


def _page_of_author(thing, talk, submission):
    if thing == Thing.CV:
        return submission.ways["introduce"]
    if submission.is_by_link:
        # By their link speakers do everything that others do by their account.
        return submission.ways["slides" if thing == Thing.SLIDES else "submission"]
    if thing in PAGES:
        return reverse(PAGES[thing], args=[talk.pk])
    return submission.get_absolute_url()


def _holds_key(talks, recipient):
    """Tell whether a letter to this speaker about these talks has a link in it that is a key."""
    submissions = [getattr(talk, "submission", None) for talk, _things in talks]
    return any(one and one.is_by_link and one.is_of(recipient) for one in submissions)
