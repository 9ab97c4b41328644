from django import template

from events import announcing
from events.announcements import noticing
from events.submissions.models import Call

register = template.Library()


@register.inclusion_tag("events/announcements/on_publishing.html")
def announce_on_publishing(event):
    """Offer to tell subscribers at once, and say whom the portal tells later by itself."""
    call = Call.objects.filter(event=event).select_related("event").first()
    tells_of_call = call and noticing.will_tell_of_call(event, call)
    return {
        "event": event,
        "number": noticing.number_in(announcing.audiences(event)),
        "is_over": event.is_over,
        "opens_later": noticing.will_tell_of_registration(event) and noticing.opens_later(event),
        "call": call if tells_of_call else None,
        "members": noticing.number_in(noticing.subscribed_members(event)) if tells_of_call else 0,
    }


@register.inclusion_tag("events/announcements/on_opening.html")
def told_on_opening(event):
    """Say who is told when registration opens, beside the form that sets when."""
    return {
        "event": event,
        "told": noticing.will_tell_of_registration(event),
        "number": noticing.number_in(announcing.audiences(event)),
    }


@register.inclusion_tag("events/announcements/on_calling.html")
def told_of_call(host, call):
    """Say who is told when a call opens and before its deadline, beside the form that sets both."""
    return {
        "host": host,
        "call": call,
        "drafts": noticing.drafts(call).count() if call and call.pk else 0,
        "members": (
            noticing.number_in(noticing.subscribed_members(host))
            if noticing.opening_is_news(host, call if call and call.pk else None)
            else 0
        ),
    }
