"""The code by which the entrance knows a registration: of use to organisers, and to nobody else.

It is derived and not stored. It says nothing of the link in the person's mails, and goes with it: who
was anonymised has another one.
"""

import re

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from events.registrations.models import Registration, State

SALT = "events.checkin"
LENGTH = 32  # of 16 letters each: 128 bits
CODE = re.compile(rf"/check-in/([0-9]{{1,18}}-[a-f0-9]{{{LENGTH}}})(?![a-f0-9])")


def code_of(registration):
    """Return the code of a registration, as it stands in an address."""
    return f"{registration.pk}-{_seal(registration, settings.SECRET_KEY)}"


def address_of(registration):
    """Return the whole address that a camera reads from the person's QR code."""
    return settings.SITE_URL + reverse("checkin:code", args=[code_of(registration)])


def is_shown(registration):
    """Tell whether somebody is to show a code at the entrance: with a place, where one goes there."""
    event = registration.event
    goes_there = event.mode != event.Mode.ONLINE and registration.attendance != "online"
    return registration.state == State.CONFIRMED and event.takes_place and goes_there


def registration_of(code):
    """Return whose code this is, None where it is nobody's."""
    key, _dash, seal = code.partition("-")
    registrations = Registration.objects.select_related("event__series")
    registration = registrations.filter(pk=key).first() if key.isdecimal() else None
    if registration is None:
        return None
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    known = [constant_time_compare(seal, _seal(registration, one)) for one in secrets]
    return registration if any(known) else None


def code_in(scanned):
    """Return the code in what a camera or a hand scanner read; "" where there is none."""
    found = CODE.search(scanned)
    return found[1] if found else ""


def _seal(registration, secret):
    sealed = salted_hmac(SALT, f"{registration.pk}:{registration.token}", secret=secret)
    return sealed.hexdigest()[:LENGTH]
