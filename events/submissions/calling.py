"""Asking for talks."""

from django.db import transaction

from events import organising
from events.submissions.models import Call


class AlreadyCalled(Exception):
    """The event has a call by now: somebody else opened one meanwhile."""


@transaction.atomic
def save(call):
    """Open a call for talks at an event, or change it; an event has one call."""
    organising.lock(call.event)
    if call.pk is None and Call.objects.filter(event=call.event).exists():
        raise AlreadyCalled
    call.save()
