from django import template

from projects.invitations.models import State

register = template.Library()


@register.filter
def invitation_tone(state):
    """The tone of the badge of an invitation's state."""
    return {State.ACCEPTED: "good", State.OPEN: "wait", State.EXPIRED: "bad"}.get(state, "")
