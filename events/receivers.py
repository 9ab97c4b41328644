"""What follows when a series changes."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from events.models import Series
from portal.common.text import plain
from portal.mail import offering


@receiver(post_save, sender=Series)
def offer_topic(instance, raw=False, **kwargs):
    """Let people hear of the series by mail, under the title it has now."""
    if not raw:
        offering.offer(instance.topic, plain(instance.title), listed=True)


@receiver(post_delete, sender=Series)
def withdraw_topic(instance, **kwargs):
    """End the subscriptions to a series that is no more."""
    offering.withdraw(instance.topic)
