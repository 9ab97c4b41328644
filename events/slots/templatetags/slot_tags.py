from django import template

from events.slots import claiming
from portal.accounts.roles import Role

register = template.Library()


@register.inclusion_tag("events/slots/open.html", takes_context=True)
def open_dates(context, series):
    """Show members which dates of a series they can take for a talk, and which talks of theirs can move."""
    user = context.get("user")
    if not (user and user.is_authenticated and user.has_role(Role.MEMBER)):
        return {}
    if getattr(user, "person", None) is None:
        return {}
    return {
        "slots": claiming.open_slots(series, user),
        "mine": claiming.given_in(series, user),
    }
