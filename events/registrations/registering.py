"""Registering for an event: asking, confirming, waiting, moving up, cancelling.

Every verb first takes the event's row, so that places are given away one after another; the
database counts them and refuses one too many, whatever happens here.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from events import organising
from events.registrations import mail
from events.registrations.models import Registration, State, key_of
from portal.common.moves import ForbiddenMove
from portal.consents import consenting


class RegistrationClosed(Exception):
    """The event does not take registrations now."""


def lock(event):
    """Return the stored event with its row taken until the transaction ends."""
    return organising.lock(event)


@transaction.atomic
def ask(event, *, name, affiliation, email, agreed_to=None):
    """Remember who wants to come, and write to the address; the place is held once it is confirmed.

    `agreed_to` is the consent text that was shown and agreed to, if there is one.

    What comes back says nothing about the address: who is registered already only learns it by mail.
    """
    event = _open(event)
    registration = _of_address(event, email)
    if registration.is_in_line:
        mail.already_registered(registration)
        return
    _note(registration, name=name, affiliation=affiliation, email=email)
    if registration.is_cancelled:
        registration.enter(State.UNCONFIRMED)
    registration.save()
    _agree(registration, agreed_to)
    mail.please_confirm(registration)


@transaction.atomic
def register(event, user, *, name, affiliation, agreed_to=None):
    """Register somebody who is signed in, whose address is known to be theirs; return the result."""
    event = _open(event)
    registration = _of_address(event, user.email)
    registration.user = user
    if registration.is_in_line:
        registration.save(update_fields=["user", "changed_at"])
        return registration
    _note(registration, name=name, affiliation=affiliation, email=user.email)
    _join_line(event, registration)
    _agree(registration, agreed_to)
    return registration


@transaction.atomic
def confirm(registration):
    """Give the place, or one on the waiting list, to whoever has opened the link in the mail."""
    registration = _locked(registration)
    if registration.is_in_line:
        return registration
    if not registration.can_be_confirmed:
        raise RegistrationClosed
    return _join_line(registration.event, registration)


@transaction.atomic
def cancel(registration):
    """Give the place back; who is first in line gets it in the same transaction."""
    registration = _locked(registration)
    if registration.is_cancelled:
        return registration
    if not registration.can_be_cancelled:
        raise ForbiddenMove(f"{registration.state} → {State.CANCELLED}")
    was_in_line, held_place = registration.is_in_line, registration.holds_place
    registration.enter(State.CANCELLED)
    registration.save()
    if was_in_line:
        mail.cancelled(registration, held_place=held_place)
    fill_free_places(registration.event)
    return registration


@transaction.atomic
def fill_free_places(event):
    """Confirm who waits, first come first served, while places are free; tell each by mail."""
    for registration in _move_up(lock(event)):
        mail.place_became_free(registration)


def _open(event):
    event = lock(event)
    if not event.registration_is_open:
        raise RegistrationClosed
    return event


def _locked(registration):
    """Return the stored registration together with its locked event."""
    event = lock(registration.event)
    registration = Registration.objects.get(pk=registration.pk)
    registration.event = event
    return registration


def _of_address(event, email):
    """Return the one registration of this address, a new unsaved one if there is none."""
    known = Registration.objects.filter(event=event, email_key=key_of(email)).first()
    registration = known or Registration(event=event, email=email)
    registration.event = event
    return registration


def _note(registration, *, name, affiliation, email):
    registration.name = name
    registration.affiliation = affiliation
    registration.email = email
    registration.asked_at = timezone.now()
    registration.language = get_language() or registration.language


def _agree(registration, text):
    consenting.give(
        text,
        user=registration.user,
        email=registration.email,
        about=f"registration:{registration.pk}",
    )


def _join_line(event, registration):
    """Put the registration at the end of the line, then let move up who may."""
    last = event.registrations.aggregate(last=Max("line_number"))["last"]
    registration.line_number = (last or 0) + 1
    registration.enter(State.WAITING)
    registration.save()
    for moved_up in _move_up(event):
        if moved_up.pk != registration.pk:
            mail.place_became_free(moved_up)
    registration.refresh_from_db(fields=["state"])
    if registration.holds_place:
        mail.place(registration)
    else:
        mail.on_waiting_list(registration)
    return registration


def _move_up(event):
    """Confirm as many from the head of the line as there are places; return them."""
    if not event.takes_place:
        return []
    event.refresh_from_db(fields=["places_taken"])
    first_in_line = list(event.registrations.waiting_in_line()[: event.places_left])
    for registration in first_in_line:
        registration.event = event
        registration.enter(State.CONFIRMED)
        registration.save(update_fields=["state", "changed_at"])
    return first_in_line
