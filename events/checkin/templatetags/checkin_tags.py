"""What other pages and letters show of check-in."""

from django import template
from django.utils.translation import gettext as _

from events.checkin import arriving
from events.registrations import codes
from events.registrations.models import State
from portal.common import codes as qr

register = template.Library()


register.filter("shows_code", codes.is_shown)


@register.inclusion_tag("events/checkin/entrance_code.html")
def entrance_code(registration):
    """Show the code for the entrance, or since when somebody is checked in."""
    if registration.state == State.ATTENDED:
        return {"event": registration.event, "arrived": arriving.arrival_of(registration)}
    if not codes.is_shown(registration):
        return {}
    address = codes.address_of(registration)
    return {"code": qr.svg(address, title=_("QR code for the entrance"))}
