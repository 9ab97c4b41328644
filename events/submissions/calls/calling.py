"""Asking for talks."""

from django.db import transaction
from django.db.models import ProtectedError

from events import organising
from events.models import Series
from events.submissions.models import Call


class AlreadyCalled(Exception):
    """The event or series has a call by now: somebody else opened one meanwhile."""


class StillUsed(Exception):
    """A talk was proposed with a type or track that was to be taken away."""


@transaction.atomic
def save(call, *rows):
    """Open a call for talks at an event or in a series, or change it, with its rows of types and tracks.

    Each has one call: raises AlreadyCalled for a second one, and StillUsed for a choice that cannot go.
    """
    if call.event:
        organising.lock(call.event)
    else:
        Series.objects.select_for_update(no_key=True).get(pk=call.series.pk)
    if call.pk is None and _of_the_same(call).exists():
        raise AlreadyCalled
    if call.pk:
        call.lock()
    call.save()
    try:
        for choices in rows:
            choices.save()
    except ProtectedError as error:
        raise StillUsed from error


def _of_the_same(call):
    return Call.objects.filter(event=call.event, series=call.series)
