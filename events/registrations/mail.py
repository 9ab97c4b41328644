"""The letters about a registration; each is queued in the transaction of what it tells."""

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language

from events import mail as events_mail
from events import when
from events.models.joining import JoinRule
from events.registrations import calendars, codes
from events.registrations.models import Terms
from portal.common.text import plain
from portal.mail import letters, outbox

TEMPLATES = "events/registrations/mail"
WITHOUT_KEY = {"cancelled", "offer-expired", "refused"}


def please_confirm(registration):
    """Ask whether the address is right; whoever asks again within the hour finds this letter."""
    # No name, in the letter or its header: it may be typed by a stranger to this address.
    _queue(registration, "confirm", version=_now(registration), to_stranger=True, urgent=True)


def already_registered(registration):
    """Send the link to a registration that exists, to its own address and no other."""
    _queue(registration, "already", version=_now(registration), urgent=True)


def place(registration):
    """Tell of the place, with the entry for the calendar."""
    _queue(registration, "place", urgent=True, calendar=calendars.request(registration))


def on_waiting_list(registration):
    """Tell of the place on the waiting list."""
    _queue(registration, "waiting", urgent=True)


def place_became_free(registration):
    """Tell who waited that the next place is theirs."""
    _queue(registration, "place-free", calendar=calendars.request(registration))


def part_place(registration, part, number):
    """Tell who waited for a part that they have a place there now."""
    _queue(registration, "part-free", version=f"{part.pk}.{number}", extra={"part": part})


def place_offered(registration):
    """Ask who is next in line whether they take the place, and say until when it is kept."""
    _queue(registration, "place-offered", urgent=True)


def offer_expired(registration):
    """Tell who did not answer that the place has gone to somebody else."""
    _queue(registration, "offer-expired")


def to_approve(registration):
    """Tell who registered that the organisers decide on it."""
    _queue(registration, "to-approve", urgent=True)


def refused(registration):
    """Tell that the organisers gave no place."""
    _queue(registration, "refused")


def not_invited(event, email):
    """Tell the owner of an address, and nobody else, that it is not among the invited ones."""
    letter = letters.from_template(
        f"{TEMPLATES}/not-invited.txt",
        _about(event),
        language=get_language() or "",
        kind="registration-not-invited",
        about=f"event:{event.pk}",
        version=f"{timezone.now():%Y-%m-%dT%H}",
        to=[letters.Recipient(email)],
        confidential=True,
        urgent=True,
    )
    outbox.queue(letter)


def cancelled(registration, *, held_place):
    """Confirm that the place was given back; the entry leaves the calendar of who held one."""
    entry = calendars.cancellation(registration) if held_place else ""
    _queue(registration, "cancelled", calendar=entry)


def moved(registration, before, *, held_place):
    """Tell from what to what somebody was moved; their calendar loses the one and gets the other.

    `before` is the registration that was given up for this one, with a place or without.
    """
    entries = [calendars.cancellation(before)] if held_place else []
    if registration.has_place:
        entries.append(calendars.request(registration))
    about = {
        "title_before": plain(before.event.title),
        "when_before": lambda: when.full(before.event),
    }
    _queue(registration, "moved", calendar="".join(entries), extra=about)


def other_attendance(registration):
    """Tell that somebody now takes part on site, or online, with the entry for the calendar anew."""
    version = f"{registration.line_number}.{registration.steps.count()}"
    entry = calendars.request(registration)
    _queue(registration, "other-attendance", version=version, calendar=entry)


def event_changed(event, before, registrations):
    """Tell these people what has changed; who holds a place gets the entry for the calendar anew."""
    organiser = calendars.organiser()
    outbox.queue_all(
        events_mail.changed(
            event,
            before,
            language=one.language,
            extra=_context(one),
            to=[_recipient(one)],
            calendar=calendars.request(one, organiser) if one.has_place else "",
            confidential=True,
        )
        for one in _at(event, registrations)
    )


def event_called_off(event, registrations):
    """Tell these people that the event will not take place, and take it out of their calendars."""
    organiser = calendars.organiser()
    outbox.queue_all(
        events_mail.called_off(
            event,
            language=one.language,
            to=[_recipient(one)],
            calendar=calendars.cancellation(one, organiser) if one.has_place else "",
        )
        for one in _at(event, registrations)
    )


def reminders(event, registrations, *, minutes):
    """Remind these people that the event begins in so many minutes; useless once it has begun."""
    outbox.queue_all(
        letters.from_template(
            f"{TEMPLATES}/reminder.txt",
            _context(one),
            language=one.language,
            kind="registration-reminder",
            about=f"registration:{one.pk}",
            version=f"{event.starts_at.isoformat()}.{minutes}",
            to=[_recipient(one)],
            confidential=True,
            urgent=True,
            code=_code(one),
            expires_at=event.starts_at,
        )
        for one in _at(event, registrations)
    )


def _at(event, registrations):
    """Yield the registrations, each with the event at hand as it is now, asked for once."""
    prefetch_related_objects([event], "talks__speakers", "series")
    if event.effective_join_rule == JoinRule.MEMBERS:
        registrations = registrations.prefetch_related("user__groups")
    for registration in registrations:
        registration.event = event
        yield registration


def _recipient(registration):
    return letters.Recipient(registration.email, registration.name, registration.user_id)


def _queue(
    registration, kind, *, version="", to_stranger=False, urgent=False, calendar="", extra=None
):
    event = registration.event
    name = "" if to_stranger else registration.name
    letter = letters.from_template(
        f"{TEMPLATES}/{kind}.txt",
        _context(registration) | {"part_places": _part_places(registration)} | (extra or {}),
        language=registration.language,
        kind=f"registration-{kind}",
        about=f"registration:{registration.pk}",
        # Who cancels and registers again stands elsewhere in line and is told again.
        version=version or str(registration.line_number),
        to=[letters.Recipient(registration.email, name, registration.user_id)],
        # Every other letter holds the link by which a registration is confirmed and cancelled.
        confidential=kind not in WITHOUT_KEY,
        urgent=urgent,
        calendar=calendar,
        code="" if to_stranger else _code(registration),
        expires_at=event.over_at,
    )
    outbox.queue(letter)


def _part_places(registration):
    return registration.part_places.with_position().select_related("part")


def _code(registration):
    """Return what the QR code for the entrance holds; "" for who needs none."""
    return codes.address_of(registration) if codes.is_shown(registration) else ""


def _now(registration):
    """Name the hour and the standing: who cancelled since, or stands elsewhere, is written to again."""
    return f"{timezone.now():%Y-%m-%dT%H}.{registration.line_number or 0}"


def _context(registration):
    event = registration.event
    return _about(event) | {
        "registration": registration,
        "offered_until": lambda: when.moment(registration.offered_until, event.zone),
        "offer_hours": lambda: Terms.of(event).offer_hours,
        **_joining(registration),
    }


def _joining(registration):
    """Return how to take part online, for who has a place: the link, or from when it is shown."""
    event, reader = registration.event, registration.user
    if not registration.has_place or not event.has_join_link_for(reader, has_place=True):
        return {}
    if later := event.join_link_from:
        return {"join_link_from": lambda: when.moment(later, event.zone)}
    return {"join_link": event.join_link_for(reader, has_place=True)}


def _about(event):
    return {
        "event": event,
        "title": plain(event.title),
        # Asked for while the letter is written, in its language.
        "when": lambda: when.full(event),
    }
