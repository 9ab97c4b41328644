"""What registrations do when an organiser changes an event."""

from django.dispatch import receiver

from events import signals
from events.registrations import mail, registering


@receiver(signals.changed)
def fill_new_places(event, **kwargs):
    """Give places that were added to who waits for them."""
    registering.fill_free_places(event)


@receiver(signals.called_off)
def tell_participants(event, **kwargs):
    """Write to everybody who holds a place or waits for one."""
    mail.event_called_off(event, event.registrations.in_line().of_somebody())
