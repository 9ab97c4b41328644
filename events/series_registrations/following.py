"""Sessions that take registrations later: who registered for the series is registered there as well."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.consequences import Coming
from events.models import Event
from events.registrations import admission, line
from events.series_registrations import sessions
from events.series_registrations.entering import enter
from events.series_registrations.models import SeriesRegistration


@transaction.atomic
def register_everybody(event):
    """Register all who are registered for the series, once each, if the session takes registrations now."""
    event = line.lock(event)
    if not event.series_id or not event.registration_is_open:
        return
    missing = SeriesRegistration.objects.missing_in(event).select_related("user")
    for who in missing.select_for_update(of=("self",)).order_by("pk"):
        if sessions.is_for(event, who):
            enter(event, who)


def catch_up():
    """Do so for every session that opened by the clock; run twice, or by two at once, it is done once."""
    events = Event.objects.upcoming().filter(
        state=Event.State.PUBLISHED,
        takes_registrations=True,
        series__in=SeriesRegistration.objects.registered().values("series"),
    )
    for event in events.select_related("stored_terms"):
        if event.registration_is_open and SeriesRegistration.objects.missing_in(event).exists():
            register_everybody(event)


def foresee(event):
    """Return what is to come of an event as it is to be: who will be registered, and when."""
    if not event.series_id or not event.takes_place or not event.takes_registrations:
        return []
    opens_at = event.registration_opens_at
    opens_later = event.registration_phase == event.RegistrationPhase.LATER
    if not opens_later and not event.registration_is_open:
        return []
    if not (people := number_of(event)):
        return []
    at = opens_at.replace(second=0, microsecond=0) if opens_later else None
    return [Coming(_("Everybody registered for the series is registered"), at, people)]


def number_of(event):
    """Return how many would be registered if this session took registrations now."""
    missing = SeriesRegistration.objects.missing_in(event)
    return sum(admission.has_domain(event, who.email) for who in missing)
