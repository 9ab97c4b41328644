"""Asking for talks."""

import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from events import organising
from events.models import Event, Series
from events.submissions.models import GRACE, Call

A_DAY = datetime.timedelta(days=1)


class AlreadyCalled(Exception):
    """The event or series has a call by now: somebody else opened one meanwhile."""


class StillUsed(Exception):
    """A talk was proposed with a type or track that was to be taken away."""


@transaction.atomic
def save(call, *rows):
    """Open a call for talks at an event or in a series, or change it, with its rows of types and tracks.

    Each has one call: raises AlreadyCalled for a second one, and StillUsed for a choice that cannot go.
    """
    _lock(call.host)
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


@transaction.atomic
def for_invited(host):
    """Return the call of an event or series; where there is none, one that is open to nobody but who is invited."""
    kind = "event" if isinstance(host, Event) else "series"
    _lock(host)
    if stored := Call.objects.filter(**{kind: host}).with_host().first():
        return stored
    call = Call(**{kind: host})
    # Over before it began: whoever asks which calls are open need not know of such ones.
    call.closes_at = timezone.now() - GRACE - A_DAY
    call.opens_at, call.is_by_invitation = call.closes_at - A_DAY, True
    call.save()
    return call


def _lock(host):
    if isinstance(host, Event):
        organising.lock(host)
    else:
        Series.objects.select_for_update(no_key=True).get(pk=host.pk)


def _of_the_same(call):
    return Call.objects.filter(event=call.event, series=call.series)
