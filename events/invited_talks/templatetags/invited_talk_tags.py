"""What other pages show of invited talks."""

from django import template
from django.urls import reverse

from events.invited_talks.models import InvitedTalk

register = template.Library()


@register.filter
def invited_speakers_url(call):
    """The page at the desk with the invited speakers of the event, or the series, of a call."""
    kind = "event" if call.event_id else "series"
    return reverse(f"invited-talks-desk:{kind}", args=[call.host.slug])


@register.inclusion_tag("events/invited_talks/desk/invited.html")
def invited_at_desk(submission):
    """Say of an invited talk who was invited, by whom and when; nothing of others."""
    if not submission.is_invited:
        return {}
    invited = InvitedTalk.objects.filter(submission=submission).select_related("invited_by").first()
    return {"invited": invited, "zone": submission.call.zone}
