from django import template

from events.models import Event
from events.registrations.models import Registration, State

register = template.Library()


@register.inclusion_tag("events/registrations/panel.html", takes_context=True)
def registration_panel(context, event):
    """Show on an event's page whether one can register, and the reader's own registration."""
    user = context.get("user")
    mine = None
    if user and user.is_authenticated:
        mine = Registration.objects.of(user).in_line().filter(event=event).first()
    waiting = None
    if event.registration_phase == event.RegistrationPhase.WAITING_LIST:
        waiting = event.registrations.waiting_in_line().count()
    return {"event": event, "registration": mine, "waiting": waiting}


@register.inclusion_tag("events/registrations/mine.html")
def my_registrations(user):
    """Show what somebody has registered for and what became of it, the next event first."""
    mine = Registration.objects.of(user).in_line().filter(event__in=_upcoming())
    mine = mine.select_related("event__series").with_position()
    return {"registrations": mine.order_by("event__day", "event__starts_at")}


def _upcoming():
    return Event.objects.upcoming().order_by()


@register.filter
def registration_tone(state):
    """The tone of the badge of a registration's state."""
    return {State.CONFIRMED: "good", State.ATTENDED: "good", State.WAITING: "wait"}.get(state, "")
