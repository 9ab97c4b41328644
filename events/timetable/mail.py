"""The letters about a programme that was released: to who speaks, and to who takes part."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from events import ics, speakers
from events.ics import Address
from events.models import Talk
from events.registrations.calendars import organiser
from events.timetable.changes import REMOVED, told
from portal.common.text import plain
from portal.mail import letters, outbox
from portal.mail.letters import Recipient

TEMPLATES = "events/timetable/mail"


def speakers_told(event, changes) -> dict[int, list[Recipient]]:
    """Return who is told of these changes as a speaker, by talk."""
    return speakers.of_talks(_talks(event, changes))


def participants_told(event, *, but=()):
    """Return those who have a place at the event and are not told as speakers."""
    registrations = event.registrations.taking_part().of_somebody()
    known = {email.lower() for email in but}
    return [one for one in registrations.order_by("pk") if one.email.lower() not in known]


def tell_speakers(event, changes, *, about, by) -> set[str]:
    """Tell the speakers of each talk that changed from what to what; return whom."""
    by_key = {int(one["key"]): one for one in changes if one["what"] == "talks"}
    to = speakers_told(event, changes)
    sender = organiser()
    talks = Talk.objects.filter(pk__in=to).select_related(
        "event", "session", "submission__submitter"
    )
    outbox.queue_all(
        _to_speaker(talk, by_key[talk.pk], recipient, sender, about=about, by=by)
        for talk in talks.with_speakers()
        for recipient in to[talk.pk]
    )
    return {recipient.email for recipients in to.values() for recipient in recipients}


def _talks(event, changes):
    keys = [int(one["key"]) for one in changes if one["what"] == "talks"]
    return Talk.objects.filter(event=event, pk__in=keys)


def _to_speaker(talk, change, recipient, sender, *, about, by):
    submission: Any = getattr(talk, "submission", None)
    is_own = submission and submission.is_of(recipient)
    can_withdraw = is_own and submission.can_be_withdrawn
    facts = {
        "title": plain(talk.title),
        "talk": talk,
        # Told while the letter is written, in its language.
        "told": lambda: told(change, talk.event.zone),
        "withdraw_url": submission.ways["submission"] if can_withdraw else "",
    }
    return letters.from_template(
        f"{TEMPLATES}/talk.txt",
        _facts(talk.event) | facts,
        kind="talk-slot",
        about=f"talk:{talk.pk}",
        version=about,
        to=[recipient],
        calendar=_calendar(talk, change, recipient, sender),
        created_by_id=by.pk if by else None,
        expires_at=talk.event.over_at,
        confidential=bool(can_withdraw and submission.is_by_link),  # the link is a key
    )


def _calendar(talk, change, recipient, sender):
    attendee = Address(recipient.email, recipient.name)
    if change["change"] == REMOVED:
        return ics.cancel_talk(talk, attendee=attendee, organiser=sender)
    if talk.starts_at is None:
        return ""
    return ics.request_talk(talk, attendee=attendee, organiser=sender)


def tell_participants(release, *, but, by) -> None:
    """Tell who has a place at the event what has changed in its programme, in one letter."""
    told_by_language = sorted(participants_told(release.event, but=but), key=_language)
    outbox.queue_all(
        _to_participants(release, language, list(registrations), by=by)
        for language, registrations in groupby(told_by_language, _language)
    )


def _language(registration):
    return registration.language


def _to_participants(release, language, registrations, *, by):
    event = release.event
    facts = {
        "release": release,
        "told": lambda: [told(change, event.zone) for change in release.changes],
    }
    return letters.from_template(
        f"{TEMPLATES}/programme.txt",
        _facts(event) | facts,
        language=language,
        kind="programme-changed",
        about=f"event:{event.pk}",
        version=f"{release.version}",
        to=[Recipient(one.email, one.name, one.user_id) for one in registrations],
        created_by_id=by.pk if by else None,
        expires_at=event.over_at,
    )


def _facts(event):
    return {
        "event": event,
        "event_title": plain(event.title),
        "programme_url": settings.SITE_URL + reverse("events:programme", args=[event.slug]),
        "changes_url": settings.SITE_URL + reverse("timetable:changes", args=[event.slug]),
    }
