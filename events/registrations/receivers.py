"""What registrations do when an organiser changes an event."""

from django.dispatch import receiver

from events import signals
from events.changes import changes
from events.consequences import Told
from events.registrations import mail, registering
from events.registrations.models import IN_LINE, TAKES_PART


@receiver(signals.changed)
def fill_new_places(event, **kwargs):
    """Give places that were added to who waits for them."""
    registering.fill_free_places(event)


@receiver(signals.changed)
def tell_of_change(event, before, **kwargs):
    """Tell who holds a place or waits for one what has changed, and change their calendars."""
    if event.takes_place and changes(before, event):
        mail.event_changed(event, before, event.registrations.in_line())


@receiver(signals.concerned)
def count_participants(event, **kwargs):
    """Say how many would be told of a change, and how many calendars hold the event."""
    counts = event.registrations.counts()
    places = sum(counts[state] for state in TAKES_PART)
    return Told(people=sum(counts[state] for state in IN_LINE), calendars=places)


@receiver(signals.called_off)
def tell_participants(event, **kwargs):
    """Write to everybody who holds a place or waits for one."""
    mail.event_called_off(event, event.registrations.in_line().of_somebody())
