from django import template

from events.series_registrations import following
from events.series_registrations.models import SeriesRegistration

register = template.Library()


@register.inclusion_tag("events/series_registrations/panel.html", takes_context=True)
def series_registration_panel(context, series):
    """Show on the page of a series whether one can register for all of it, and the reader's registration."""
    user = context.get("user")
    mine = None
    if user and user.is_authenticated:
        mine = SeriesRegistration.objects.of(user).registered().filter(series=series).first()
    return {"series": series, "mine": mine}


@register.inclusion_tag("events/series_registrations/on_publishing.html")
def registered_on_publishing(event):
    """Say how many are registered by publishing a session, or once it takes registrations."""
    will_register = event.series_id and event.takes_registrations and not event.is_over
    return {"event": event, "number": following.number_of(event) if will_register else 0}


@register.inclusion_tag("events/series_registrations/mine.html")
def my_series_registrations(user):
    """Show for which series somebody has registered."""
    mine = SeriesRegistration.objects.of(user).registered().select_related("series")
    return {"mine": mine.order_by("series__title")}
