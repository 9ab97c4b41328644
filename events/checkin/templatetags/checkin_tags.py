"""What other pages and letters show of check-in."""

from django import template
from django.utils.translation import gettext as _

from events.checkin import arriving, codes
from events.registrations.models import State
from portal.common import codes as qr

register = template.Library()


@register.filter
def shows_code(registration):
    """Tell whether somebody is to show a code at the entrance: with a place, where one goes there."""
    event = registration.event
    goes_there = event.mode != event.Mode.ONLINE and registration.attendance != "online"
    return registration.state == State.CONFIRMED and event.takes_place and goes_there


@register.inclusion_tag("events/checkin/entrance_code.html")
def entrance_code(registration):
    """Show the code for the entrance, or since when somebody is checked in."""
    if registration.state == State.ATTENDED:
        return {"event": registration.event, "arrived": arriving.arrival_of(registration)}
    if not shows_code(registration):
        return {}
    address = codes.address_of(registration)
    return {"code": qr.svg(address, title=_("QR code for the entrance"))}
