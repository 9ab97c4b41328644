"""Asking speakers for what is missing, until it is there."""

from django.db import transaction
from django.utils import timezone

from events import organising, speakers
from events.chasing import mail, rungs
from events.chasing.missing import missing_at
from events.chasing.models import Asked, Ladder, Round


class NobodyToAsk(Exception):
    """Nothing is missing, or nobody of those who could say can be written to."""


def was_asked(event, days):
    """Tell whether the speakers were asked on that rung already, for the date the event has now."""
    return Round.objects.filter(event=event, days=days, begins_at=event.begins_at).exists()


def wanted_at(event, ladder):
    """Return the talks of an event that lack something worth asking for now, each with what that is."""
    now = timezone.now()
    wanted = {
        talk: rungs.useful(things, ladder, event, now) for talk, things in missing_at(event).items()
    }
    return {talk: things for talk, things in wanted.items() if things}


def chase_all():
    """Ask the speakers of every event whose turn it is; run twice, or by two at once, it asks nobody twice."""
    for event in rungs.in_reach().order_by("day", "pk"):
        if event.tells_by_itself:
            chase(event)


@transaction.atomic
def chase(event):
    """Ask the speakers of an event for what is missing, if its rule says so and they were not asked yet."""
    event = organising.lock(event)
    ladder = Ladder.of(event)
    days = rungs.due(ladder, event, timezone.now())
    if days is None or event.is_cancelled or was_asked(event, days):
        return
    this = Round.objects.create(event=event, days=days, begins_at=event.begins_at)
    _ask(this, wanted_at(event, ladder))


@transaction.atomic
def chase_now(event):
    """Ask the speakers of an event for all that is missing; return of how many talks. Raises NobodyToAsk."""
    event = organising.lock(event)
    wanted = wanted_at(event, Ladder.of(event))
    if not event.begins_at or not any(speakers.of_talk(talk) for talk in wanted):
        raise NobodyToAsk
    _ask(Round.objects.create(event=event, begins_at=event.begins_at), wanted)
    return len(wanted)


def _ask(this, wanted):
    """Queue one letter for each speaker about all their talks, and write down what was asked."""
    talks_of: dict[str, list] = {}
    known = {}
    for talk, things in wanted.items():
        talk.event = this.event
        recipients = speakers.of_talk(talk)
        Asked.objects.create(round=this, talk=talk, things=things, letters=len(recipients))
        for one in recipients:
            known[one.email] = one
            talks_of.setdefault(one.email, []).append((talk, things))
    mail.missing(this, [(known[email], talks) for email, talks in talks_of.items()])
