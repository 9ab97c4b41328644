"""What stands in the calendar of somebody who holds a place."""

from email.utils import parseaddr

from django.conf import settings

from events import ics, joining
from events.ics import Address
from projects.models import Programme


def organiser():
    """Return who invites to the events: the programme, at its contact."""
    programme = Programme.objects.first()
    contact = (programme.contact if programme else "") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Address(contact, str(programme) if programme else "")


def request(registration, by=None):
    """Return the entry that puts the event into this person's calendar, or changes it there."""
    return ics.request(
        registration.event,
        attendee=_attendee(registration),
        organiser=by or organiser(),
        joining=how_to_join(registration),
    )


def cancellation(registration, by=None):
    """Return the entry that takes the event out of this person's calendar."""
    return ics.cancellation(
        registration.event, attendee=_attendee(registration), organiser=by or organiser()
    )


def how_to_join(registration):
    """Return how this person takes part online: the link, or their own page where it will be shown."""
    page = settings.SITE_URL + registration.get_absolute_url()
    if not registration.has_place:
        return ""
    return joining.in_calendar(registration.event, registration.user, has_place=True, page=page)


def _attendee(registration):
    return Address(registration.email, registration.name)
