"""People who arrive: checked in, let in, or sent away with a reason.

Every verb takes the event's row, so that of two doors at once one counts and the other learns of it.
"""

from dataclasses import dataclass

from django.db import transaction

from events.checkin import opening
from events.registrations import line
from events.registrations.models import Reason, Registration, State, Step


class CheckInClosed(Exception):
    """Nobody is checked in for this event now."""


class HasNoPlace(Exception):
    """The person has no place: `registration` says what they have."""

    def __init__(self, registration):
        super().__init__(registration.state)
        self.registration = registration


class AllTaken(HasNoPlace):
    """The person has no place, and none is free."""


@dataclass(frozen=True)
class Arrival:
    """Who is there; `step` says since when and by whom, `is_new` whether it was this time."""

    registration: Registration
    step: Step | None
    is_new: bool


@transaction.atomic
def check_in(registration, *, by):
    """Note that somebody with a place is there; raise HasNoPlace for anybody else."""
    registration = _locked(registration)
    if registration.state == State.ATTENDED:
        return Arrival(registration, arrival_of(registration), is_new=False)
    if registration.state != State.CONFIRMED:
        raise HasNoPlace(registration)
    return _arrived(registration, by=by)


@transaction.atomic
def let_in(registration, *, by):
    """Give somebody at the door a place that is free, and note that they are there.

    Raise AllTaken where there is none: nobody is let in beyond the capacity.
    """
    registration = _locked(registration)
    if registration.state == State.ATTENDED:
        return Arrival(registration, arrival_of(registration), is_new=False)
    if not registration.holds_place:
        attendance = line.free_attendance(registration.event, registration.wish)
        if attendance is None:
            raise AllTaken(registration)
        registration.attendance = attendance
        if not registration.is_in_line:
            registration.line_number = line.next_number(registration.event)
    if registration.state != State.CONFIRMED:
        line.move(registration, State.CONFIRMED, Reason.LET_IN, by=by)
    return _arrived(registration, by=by)


@transaction.atomic
def take_back(registration, *, by):
    """Note that somebody is not there after all; the place stays theirs. Tell whether it was so."""
    registration = _locked(registration)
    if registration.state != State.ATTENDED:
        return False
    line.move(registration, State.CONFIRMED, Reason.NOT_THERE, by=by)
    return True


@transaction.atomic
def check_in_several(event, keys, *, by):
    """Note that all of these who have a place were there; return how many that was news of."""
    event = line.lock(event)
    _refuse_if_closed(event)
    expected = event.registrations.filter(pk__in=keys, state=State.CONFIRMED)
    registrations = list(expected.order_by("pk"))
    for registration in registrations:
        line.move(registration, State.ATTENDED, Reason.CHECKED_IN, by=by)
    return len(registrations)


def arrival_of(registration):
    """Return the step by which somebody was checked in, None where the history does not say."""
    steps = registration.steps.filter(to_state=State.ATTENDED).select_related("by")
    return steps.order_by("-at", "-pk").first()


def _locked(registration):
    registration = line.locked(registration)
    _refuse_if_closed(registration.event)
    return registration


def _refuse_if_closed(event):
    if not opening.is_open(event):
        raise CheckInClosed


def _arrived(registration, *, by):
    line.move(registration, State.ATTENDED, Reason.CHECKED_IN, by=by)
    return Arrival(registration, arrival_of(registration), is_new=True)
