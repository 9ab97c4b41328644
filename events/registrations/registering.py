"""Registering for an event: asking, confirming, being approved, cancelling.

Every verb first takes the event's row; who then gets a place is decided by `line`.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from events.registrations import admission, answering, line, mail, parts
from events.registrations.models import Reason, Registration, State, key_of
from portal.common.moves import ForbiddenMove
from portal.consents import consenting


class RegistrationClosed(Exception):
    """The event does not take registrations now."""


@transaction.atomic
def ask(event, *, name, affiliation, email, wish="", answers=None, parts_wished=(), agreed_to=None):
    """Remember who wants to come, and write to the address; the place is held once it is confirmed.

    `answers` are values by question; `agreed_to` is the consent text that was agreed to, if there is one.

    What comes back says nothing about the address: who is registered already, or is not invited,
    only learns it by mail.
    """
    event = _open(event)
    registration = of_address(event, email)
    if registration.is_in_line:
        mail.already_registered(registration)
        return
    if not admission.is_invited(event, email):
        mail.not_invited(event, email)
        return
    note(registration, name=name, affiliation=affiliation, email=email, wish=wish)
    if registration.is_cancelled:
        registration.enter(State.UNCONFIRMED)
    registration.save()
    answering.note(registration, answers or {})
    parts.wish(registration, parts_wished)
    _agree(registration, agreed_to)
    mail.please_confirm(registration)


@transaction.atomic
def register(
    event, user, *, name, affiliation, wish="", answers=None, parts_wished=(), agreed_to=None
):
    """Register somebody who is signed in, whose address is known to be theirs; return the result."""
    event = _open(event)
    registration = of_address(event, user.email)
    registration.user = user
    if registration.is_in_line:
        registration.save(update_fields=["user", "changed_at"])
        return registration
    note(registration, name=name, affiliation=affiliation, email=user.email, wish=wish)
    registration.save()
    answering.note(registration, answers or {})
    parts.wish(registration, parts_wished)
    line.join(registration)
    _agree(registration, agreed_to)
    return registration


@transaction.atomic
def add(event, *, name, affiliation, email, wish="", by):
    """Register somebody for whom an organiser vouches, also outside the dates; return the result."""
    event = line.lock(event)
    if not event.takes_registrations or not event.takes_place:
        raise RegistrationClosed
    registration = of_address(event, email)
    if registration.is_in_line:
        return registration
    note(registration, name=name, affiliation=affiliation, email=email, wish=wish)
    return line.join(registration, by=by)


@transaction.atomic
def confirm(registration):
    """Give the place, or one on the waiting list, to whoever has opened the link in the mail."""
    registration = line.locked(registration)
    if registration.is_in_line:
        return registration
    if not registration.can_be_confirmed:
        raise RegistrationClosed
    return line.join(registration)


@transaction.atomic
def approve(registration, *, by):
    """Let take part who asked to: they get a place, or wait where they stand in line since they asked."""
    registration = line.locked(registration)
    if not registration.is_requested:
        raise ForbiddenMove(f"{registration.state} → {State.CONFIRMED}")
    line.take_place_or_wait(registration, by=by)
    return registration


@transaction.atomic
def refuse(registration, *, by):
    """Turn down who asked to take part, and tell them."""
    registration = line.locked(registration)
    if not registration.is_requested:
        raise ForbiddenMove(f"{registration.state} → {State.CANCELLED}")
    line.move(registration, State.CANCELLED, Reason.BY_ORGANISER, by=by)
    mail.refused(registration)
    return registration


@transaction.atomic
def cancel(registration, *, by=None, reason=None, tell=True):
    """Give the place back; who is first in line is offered it in the same transaction.

    `by` is the organiser who does it for the person; `tell` is False where a letter of another kind says so.
    """
    registration = line.locked(registration)
    if registration.is_cancelled:
        return registration
    if not registration.can_be_cancelled:
        raise ForbiddenMove(f"{registration.state} → {State.CANCELLED}")
    was_in_line, had_place = registration.is_in_line, registration.has_place
    why = reason or (Reason.BY_ORGANISER if by else Reason.BY_THEMSELVES)
    line.move(registration, State.CANCELLED, why, by=by)
    if was_in_line and tell:
        mail.cancelled(registration, held_place=had_place)
    line.fill(registration.event)
    return registration


@transaction.atomic
def fill_free_places(event):
    """Offer places that are free to who waits for them."""
    line.fill(line.lock(event))


def _open(event):
    event = line.lock(event)
    if not event.registration_is_open:
        raise RegistrationClosed
    return event


def of_address(event, email):
    """Return the one registration of this address, a new unsaved one if there is none."""
    known = Registration.objects.filter(event=event, email_key=key_of(email)).first()
    registration = known or Registration(event=event, email=email)
    registration.event = event
    return registration


def note(registration, *, name, affiliation, email, wish):
    """Write down who wants to come and how, as of now, without saving."""
    registration.name = name
    registration.affiliation = affiliation
    registration.email = email
    registration.wish = wish if registration.event.is_hybrid else ""
    registration.attendance = ""
    registration.asked_at = timezone.now()
    registration.language = get_language() or registration.language


def _agree(registration, text):
    consenting.give(
        text,
        user=registration.user,
        email=registration.email,
        about=f"registration:{registration.pk}",
    )
