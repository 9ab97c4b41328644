"""What registrations for a series do when a session is published or changed."""

from django.dispatch import receiver

from events import signals
from events.series_registrations import following


@receiver([signals.published, signals.changed])
def register_everybody(event, **kwargs):
    """Register who registered for the series, where the session takes registrations now."""
    following.register_everybody(event)


@receiver(signals.foreseen)
def foresee(event, **kwargs):
    """Say how many will be registered because they are registered for the series."""
    return following.foresee(event)
