"""Which sessions of a series are for somebody, and where they stand in each."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from events.models import Event
from events.registrations import admission
from events.registrations.models import Registration
from portal.common.text import plain


@dataclass(frozen=True)
class Place:
    """A coming session, with the registration of one person for it if there is one."""

    event: Event
    registration: Registration | None

    @property
    def title(self):
        return plain(self.event.title)

    @property
    def is_taken(self):
        """Tell whether the person has a place there, or is in line for one."""
        return bool(self.registration and self.registration.is_in_line)

    @property
    def is_skipped(self):
        return bool(self.registration and self.registration.is_cancelled)

    @property
    def can_be_skipped(self):
        mine = self.registration
        return bool(mine and mine.is_in_line and mine.can_be_cancelled)

    @property
    def can_be_taken_up(self):
        return not self.is_taken and self.event.registration_is_open


def lock_coming(series):
    """Take the rows of all sessions to come until the transaction ends, always in the same order."""
    events = series.events.upcoming().select_for_update(no_key=True).order_by("pk")
    list(events.values_list("pk", flat=True))


def coming(who):
    """Return the sessions to come for which this person may register, in order of time."""
    events = _published_for(who).select_related("series", "stored_terms").upcoming()
    return [event for event in events if event.takes_place and _admits(event, who)]


def places(who):
    """Return each session to come with where this person stands in it."""
    events = coming(who)
    mine = Registration.objects.filter(event__in=events, email_key=who.email_key)
    registrations = {one.event_id: one for one in mine.with_position()}
    for event in events:
        if registration := registrations.get(event.pk):
            registration.event = event
    return [Place(event, registrations.get(event.pk)) for event in events]


def is_for(event, who):
    """Tell whether this session is one of those for which this person may register."""
    return _admits(event, who) and _published_for(who).filter(pk=event.pk).exists()


def _published_for(who):
    visible = Event.objects.visible_to(_reader(who))
    return visible.filter(
        series=who.series_id, state=Event.State.PUBLISHED, takes_registrations=True
    )


def _admits(event, who):
    return (
        admission.is_for(event, _reader(who))
        and admission.has_domain(event, who.email)
        and admission.is_invited(event, who.email)
    )


def _reader(who):
    return who.user or AnonymousUser()
