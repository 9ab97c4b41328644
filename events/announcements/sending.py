"""What organisers do with an announcement: try it, send it, at once or at a time, or leave it."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.announcements import audience, matters, readers, wording
from events.announcements.models import Announcement, Choice, State
from events.announcements.readers import Reader
from portal.common.moves import ForbiddenMove
from portal.mail import outbox, subscribing, topics
from portal.mail.letters import Letter, Recipient

TEST_KIND = "announcement-test"


class NobodyToTell(Exception):
    """Nobody belongs to the audience, or the event is none to tell the public of."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the announcement since it was looked at."""


def lock(announcement):
    """Return the stored announcement, which nobody else can change until the transaction ends."""
    rows = Announcement.objects.select_for_update(of=("self",))
    return rows.select_related("event__series", "series", "project").get(pk=announcement.pk)


@transaction.atomic
def save(announcement, *, by, revision=None):
    """Store what was written; raise ChangedMeanwhile if somebody else was faster."""
    if announcement.pk is None:
        announcement.created_by = by
        announcement.save()
        return
    stored = _seen(announcement, revision)
    if not stored.is_open:
        raise ForbiddenMove(stored.state)
    announcement.revision = stored.revision + 1
    announcement.save(
        update_fields=["subject", "text", "audience", "project", "revision", "changed_at"]
    )


@transaction.atomic
def begin(event, registrations, *, by):
    """Return a new draft to these registrations, of which only the greeting is written; raise NobodyToTell else."""
    registrations = list(registrations)
    if not list(readers.chosen(event, [one.pk for one in registrations])):
        raise NobodyToTell
    announcement = Announcement.objects.create(
        event=event,
        subject="{title}",
        text=_("Dear {name},"),
        audience=[Choice.SELECTED],
        created_by=by,
    )
    announcement.registrations.set(registrations)
    return announcement


@transaction.atomic
def send(announcement, *, by, revision):
    """Queue the letters, once, as they were seen; return how many."""
    return _send(_seen(announcement, revision), by=by)


@transaction.atomic
def send_if_due(announcement):
    """Send a scheduled announcement unless somebody did, stopped it or moved it meanwhile.

    One that finds nobody, or whose event was called off, becomes a draft again.
    """
    stored = lock(announcement)
    if stored.state != State.SCHEDULED or stored.send_at > timezone.now():
        return
    try:
        _send(stored, by=None)
    except NobodyToTell:
        stored.enter(State.DRAFT, by=None)


def send_due():
    """Send whatever is due; run twice, or by two at once, it sends nothing twice."""
    for announcement in Announcement.objects.due():
        send_if_due(announcement)


@transaction.atomic
def schedule(announcement, send_at, *, by, revision):
    """Have it sent at that time as it was seen; a time given before no longer counts."""
    _seen(announcement, revision).enter(State.SCHEDULED, by=by, send_at=send_at)


@transaction.atomic
def stop(announcement, *, by):
    """Make a scheduled announcement a draft again, which nobody sends by itself."""
    lock(announcement).enter(State.DRAFT, by=by)


@transaction.atomic
def discard(announcement, *, by):
    """Put the announcement aside for good."""
    lock(announcement).enter(State.CANCELLED, by=by)


@transaction.atomic
def stop_all(event):
    """Stop what is scheduled about an event that will not take place: organisers decide anew."""
    for announcement in event.announcements.filter(state=State.SCHEDULED):
        stored = lock(announcement)
        if stored.is_scheduled:
            stored.enter(State.DRAFT, by=None)


def send_test(announcement, *, to):
    """Send the letter to an organiser alone, as if they held a place, with no key of anybody."""
    me = Recipient(to.email, to.name, to.pk)
    seen = wording.sight(announcement, Reader(me, token=wording.HIDDEN, may_join=True))
    said = hashlib.sha256(f"{seen.subject}\0{seen.text}".encode()).hexdigest()[:16]
    outbox.queue(
        Letter(
            kind=TEST_KIND,
            about=announcement.about,
            # A second click within the minute sends no second one, unless the text is another.
            version=f"{timezone.now():%Y-%m-%dT%H:%M}.{said}",
            subject=f"[Test] {seen.subject}",
            text=seen.text,
            to=[me],
            created_by_id=to.pk,
            confidential=True,  # the join link may stand in it
            urgent=True,
        )
    )


def can_be_told(announcement):
    """Tell whether it is an event or series to tell these people of, be it that they have no part in it."""
    return matters.of(announcement.matter).can_be_told(announcement.choices)


def _seen(announcement, revision):
    stored = lock(announcement)
    if stored.revision != revision:
        raise ChangedMeanwhile
    return stored


def _send(stored, *, by):
    if not stored.is_open:
        raise ForbiddenMove(stored.state)
    reached = audience.reached(stored) if can_be_told(stored) else []
    if not reached:
        raise NobodyToTell
    stored.enter(State.SENT, by=by, sent_at=timezone.now(), reached=len(reached))
    members = [reader.recipient for reader in reached if reader.topic == topics.MEMBERS]
    subscribing.enrol(topics.MEMBERS, members)
    outbox.queue_all(wording.letters(stored, reached))
    return len(reached)
