"""Sessions that take registrations later: who registered for the series is registered there as well."""

from django.db import transaction

from events.models import Event
from events.registrations import line
from events.series_registrations import sessions
from events.series_registrations.entering import enter
from events.series_registrations.models import SeriesRegistration


@transaction.atomic
def register_everybody(event):
    """Register all who are registered for the series, once each, if the session takes registrations now."""
    event = line.lock(event)
    if not event.series_id or not event.registration_is_open:
        return
    waiting = _waiting_for(event).select_related("user").select_for_update(of=("self",))
    for who in waiting.order_by("pk"):
        if sessions.is_for(event, who):
            enter(event, who)


def catch_up():
    """Do so for every session that opened by the clock; run twice, or by two at once, it is done once."""
    events = Event.objects.upcoming().filter(
        state=Event.State.PUBLISHED,
        takes_registrations=True,
        series__in=SeriesRegistration.objects.registered().values("series"),
    )
    for event in events:
        if event.registration_is_open and _waiting_for(event).exists():
            register_everybody(event)


def _waiting_for(event):
    return SeriesRegistration.objects.registered().filter(series=event.series_id).without(event)
