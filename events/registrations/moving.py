"""Moving somebody to another event, or between on site and online; one letter says from what to what."""

from django.db import transaction

from events.registrations import line, mail, registering
from events.registrations.models import Reason, Registration, State
from events.registrations.registering import RegistrationClosed
from portal.common.moves import ForbiddenMove


class RegisteredThere(Exception):
    """The person is registered for the other event already."""


class NoPlace(Exception):
    """No place of this kind is free."""


@transaction.atomic
def move(registration, event, *, by):
    """Give up a registration for one at the end of the line of another event; return the new one.

    There they get a place if one is free, else they wait. The place they held goes to the next in line.
    """
    registration, event = _locked(registration, event)
    if not registration.can_be_moved:
        raise ForbiddenMove(registration.state)
    if event == registration.event or not event.takes_registrations or not event.takes_place:
        raise RegistrationClosed
    there = registering.of_address(event, registration.email)
    if there.is_in_line:
        raise RegisteredThere

    held_place = registration.has_place
    line.move(registration, State.CANCELLED, Reason.MOVED_TO, by=by, other_event=event)
    _arrive(there, registration, by)
    mail.moved(there, registration, held_place=held_place)
    line.fill(registration.event)
    return there


@transaction.atomic
def change_attendance(registration, attendance, *, by):
    """Have somebody who has a place take part on site, or online, if there is a place; raise NoPlace else."""
    registration = line.locked(registration)
    event = registration.event
    if not event.is_hybrid or not registration.can_be_moved or not registration.has_place:
        raise ForbiddenMove(registration.state)
    if registration.attendance == attendance:
        return registration
    if not line.has_place(event, attendance):
        raise NoPlace
    registration.attendance = attendance
    registration.save()
    _note(registration, Reason.OTHER_KIND, by)
    mail.other_attendance(registration)
    line.fill(event)
    return registration


def _locked(registration, event):
    """Return both as they are stored and both events locked, in an order in which no two block each other."""
    in_order = sorted([registration.event, event], key=lambda one: one.pk)
    events = {one.pk: line.lock(one) for one in in_order}
    registration = Registration.objects.get(pk=registration.pk)
    registration.event = events[registration.event_id]
    return registration, events[event.pk]


def _arrive(there, registration, by):
    registering.note(
        there,
        name=registration.name,
        affiliation=registration.affiliation,
        email=registration.email,
        wish=registration.wish or registration.attendance,
    )
    there.user, there.language = registration.user, registration.language
    there.save()
    line.join(there, by=by, tell=False)
    _note(there, Reason.MOVED_FROM, by, registration.event)


def _note(registration, reason, by, other_event=None):
    state = registration.state
    registration.steps.create(
        from_state=state, to_state=state, reason=reason, by=by, other_event=other_event
    )
