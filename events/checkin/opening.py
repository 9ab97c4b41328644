"""When people can be checked in for an event: from shortly before it, and for some time after."""

import datetime

from django.utils import timezone

EARLY = datetime.timedelta(hours=18)
# Organisers of seminars write down later who was there.
LATE = datetime.timedelta(days=30)


def opens_at(event):
    """Return from when people are checked in; None where nobody knows when the event is."""
    return event.begins_at and event.begins_at - EARLY


def closes_at(event):
    """Return until when people are checked in; None where nobody knows when the event is."""
    return event.over_at and event.over_at + LATE


def is_open(event):
    """Tell whether people can be checked in now."""
    if event.state != event.State.PUBLISHED or event.begins_at is None:
        return False
    return opens_at(event) <= timezone.now() < closes_at(event)
