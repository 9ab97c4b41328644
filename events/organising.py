"""What organisers do with an event: write it, publish it, call it off, take it away."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from events import mail, signals
from events.changes import changes
from events.models import Event, EventBefore, Series
from portal.common.moves import ForbiddenMove
from portal.common.slugs import unique_slug

MOVES = {
    Event.State.DRAFT: {Event.State.PUBLISHED},
    Event.State.PUBLISHED: {Event.State.CANCELLED},
    Event.State.CANCELLED: set(),
}


def lock(event: Event) -> Event:
    """Return the stored event, which nobody else can change until the transaction ends."""
    # A weaker lock than FOR UPDATE: rows that merely point to the event need not wait.
    return Event.objects.select_for_update(no_key=True).get(pk=event.pk)


def create(event):
    """Store a new draft under an address made from its title."""
    return _with_free_slug(event, Event.objects)


def create_series(series):
    """Store a new series under an address made from its title."""
    return _with_free_slug(series, Series.objects)


def _with_free_slug(row, rows):
    for last_try in (False, False, True):
        row.slug = unique_slug(rows, row.title)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            # Somebody else took the same address in between: look for the next free one.
            if last_try:
                raise
        else:
            break
    return row


@transaction.atomic
def save(event):
    """Store what was edited; whoever has a part in the event is told what has changed."""
    before = lock(event)
    event.save()
    # Who has a place is told first, with the entry for the calendar.
    signals.changed.send(Event, event=event, before=before)
    if event.state == Event.State.PUBLISHED and changes(before, event):
        EventBefore.note(before, event)
        if event.takes_place:
            mail.tell_speakers_of_change(event, before)


@transaction.atomic
def publish(event, *, by=None, announce=False):
    """Make a draft visible; subscribers are told at once if that is wanted."""
    event = _move(event, Event.State.PUBLISHED)
    signals.published.send(Event, event=event, by=by, announce=announce)
    return event


@transaction.atomic
def call_off(event):
    """Cancel the event; whoever registered or speaks there is told by mail."""
    event = _move(event, Event.State.CANCELLED)
    signals.called_off.send(Event, event=event)
    mail.tell_speakers_of_calling_off(event)
    return event


@transaction.atomic
def delete(event):
    """Take the event away for good, unless somebody registered or submitted a talk."""
    try:
        event.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("People have registered or submitted talks: the event can be cancelled, not deleted.")
        ) from error


def _move(event, state):
    event = lock(event)
    if state not in MOVES[event.state]:
        raise ForbiddenMove(f"{event.state} → {state}")
    event.state = state
    event.save()
    return event
