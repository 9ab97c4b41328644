"""What people who have registered may change themselves, until the event is over."""

from django.db import transaction

from events.registrations import answering, line, parts
from portal.common.moves import ForbiddenMove


@transaction.atomic
def correct(registration, *, name, affiliation, answers, parts_wished=(), wish=None):
    """Store what somebody corrected; raise ForbiddenMove where nothing can be changed any more.

    A part that is given up goes to the next in its line at once. Who still waits may wish otherwise how to
    take part, and keeps the place in line.
    """
    registration = line.locked(registration)
    if not registration.can_be_changed:
        raise ForbiddenMove(registration.state)
    registration.name, registration.affiliation = name, affiliation
    if wish and not registration.holds_place:
        registration.wish = wish
    registration.save()
    answering.note(registration, answers)
    parts.wish(registration, parts_wished)
    parts.follow(registration)
    line.fill(registration.event)
    return registration
