"""Asking for talks."""

from django.db import transaction

from events import organising
from events.models import Series
from events.submissions.models import Call


class AlreadyCalled(Exception):
    """The event or series has a call by now: somebody else opened one meanwhile."""


@transaction.atomic
def save(call):
    """Open a call for talks at an event or in a series, or change it; each has one call."""
    if call.event:
        organising.lock(call.event)
    else:
        Series.objects.select_for_update(no_key=True).get(pk=call.series.pk)
    if call.pk is None and _of_the_same(call).exists():
        raise AlreadyCalled
    call.save()


def _of_the_same(call):
    return Call.objects.filter(event=call.event, series=call.series)
