from django import template

from portal.mail import topics
from portal.mail.models import Subscription

register = template.Library()


@register.inclusion_tag("mail/my_subscriptions.html")
def my_subscriptions(user):
    """Show what somebody is sent, and the way to change it."""
    active = Subscription.objects.active().of_address(user.email).order_by("topic")
    return {"topics": [topics.label(topic) for topic in active.values_list("topic", flat=True)]}
