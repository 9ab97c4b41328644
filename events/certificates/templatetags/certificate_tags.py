"""What other pages show of certificates."""

from django import template

from events.certificates import finding
from events.registrations.models import State

register = template.Library()


@register.filter
def can_have_certificate(registration):
    """Tell whether somebody can have a certificate of attendance."""
    if registration.state != State.ATTENDED or not registration.event.is_over:
        return False
    return finding.attended().filter(pk=registration.pk).exists()


@register.simple_tag
def has_certificates(user):
    """Tell whether somebody can have any certificate."""
    return finding.attended_by(user).exists() or finding.given_by(user).exists()
