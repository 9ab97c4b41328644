from django import template

from events import announcing
from events.announcements import noticing

register = template.Library()


@register.inclusion_tag("events/announcements/on_publishing.html")
def announce_on_publishing(event):
    """Offer to tell subscribers at once, and say whom the portal tells later by itself."""
    opens_later = noticing.will_tell_of_registration(event) and noticing.opens_later(event)
    return {
        "event": event,
        "number": _number(event),
        "is_over": event.is_over,
        "opens_later": opens_later,
    }


@register.inclusion_tag("events/announcements/on_opening.html")
def told_on_opening(event):
    """Say who is told when registration opens, beside the form that sets when."""
    return {"told": noticing.will_tell_of_registration(event), "number": _number(event)}


@register.inclusion_tag("events/announcements/on_closing.html")
def told_on_closing(event, call):
    """Say who is told before the deadline of a call, beside the form that sets it."""
    return {"event": event, "call": call, "number": noticing.drafts(call).count() if call else 0}


def _number(event):
    return sum(len(readers) for readers in announcing.audiences(event).values())
