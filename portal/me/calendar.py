"""The personal calendar: what one has a place at, and where one speaks."""

from django.conf import settings
from django.db.models import Q

from events import joining
from events.models import Event, Talk
from events.registrations.models import Registration


def events_of(user):
    """Return the events that stand in this person's calendar, those called off among them."""
    places = Registration.objects.of(user).taking_part()
    talks = Talk.objects.given_by(user)
    own = Q(pk__in=places.values("event")) | Q(pk__in=talks.order_by().values("event"))
    return Event.objects.announced().filter(own).in_calendars()


def talks_of(user):
    """Return the talks of this person that have a time of their own, which their event does not tell."""
    talks = Talk.objects.given_by(user).filter(event__in=Event.objects.announced().order_by())
    return talks.filter(starts_at__isnull=False).in_calendars()


def joining_of(user):
    """Return what says of an event how this person, who has a place or speaks there, takes part online."""

    def how(event):
        page = settings.SITE_URL + event.get_absolute_url()
        return joining.in_calendar(event, user, has_place=True, page=page)

    return how
