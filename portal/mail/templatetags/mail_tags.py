from django import template

from portal.mail import topics
from portal.mail.models import Subscription

register = template.Library()


@register.inclusion_tag("mail/my_subscriptions.html")
def my_subscriptions(user):
    """Show what somebody is sent, and the way to change it."""
    active = list(Subscription.objects.active().of_address(user.email).order_by("pk"))
    names = topics.labels(one.topic for one in active)
    rows = [{"topic": names[one.topic], "frequency": one.get_frequency_display()} for one in active]
    return {"subscriptions": rows}


@register.inclusion_tag("mail/subscribe_link.html")
def subscribe_link(topic):
    """Show the way to hear by mail of the one thing a page is about; asks the database nothing."""
    return {"topic": topic}
