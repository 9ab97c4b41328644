"""What the start of the desk shows besides what waits; each question is one query."""

from django.db.models import Count, Q

from events.models import Event
from events.registrations.models import State as RegistrationState

SHOWN = 8


def coming_events():
    """The next events, drafts among them, with how many wait for a place."""
    waiting = Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))
    events = Event.objects.upcoming().exclude(state=Event.State.CANCELLED)
    return events.select_related("series").annotate(waiting=waiting)[:SHOWN]
