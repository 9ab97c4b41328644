"""A place that was offered: taken, declined, or left unanswered until its time is over."""

from django.db import transaction
from django.utils import timezone

from events.models import Event
from events.registrations import line, mail
from events.registrations.models import Reason, Registration, State
from portal.common.moves import ForbiddenMove


@transaction.atomic
def accept(registration):
    """Take the place that was offered; raise ForbiddenMove where it went to somebody else meanwhile.

    Until it has, also somewhat late.
    """
    registration = line.locked(registration)
    if registration.has_place:
        return registration
    if not registration.is_offered:
        raise ForbiddenMove(f"{registration.state} → {State.CONFIRMED}")
    line.move(registration, State.CONFIRMED, Reason.OFFER_ACCEPTED)
    mail.place(registration)
    return registration


def expire_all():
    """Pass on the places of all offers whose time is over; run twice, or by two at once, it is done once."""
    overdue = Registration.objects.offered().filter(offered_until__lte=timezone.now())
    for event in Event.objects.filter(pk__in=overdue.values("event")).order_by("pk"):
        expire(event)


@transaction.atomic
def expire(event):
    """Offer to the next in line what was not accepted in time, and tell whose time is over."""
    event = line.lock(event)
    overdue = event.registrations.offered().filter(offered_until__lte=timezone.now())
    for registration in overdue.order_by("line_number"):
        registration.event = event
        line.move(registration, State.CANCELLED, Reason.OFFER_EXPIRED)
        mail.offer_expired(registration)
    line.fill(event)
