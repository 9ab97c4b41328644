"""Topics come and go with the things they are about: apps above say so here."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from portal.mail.models import Frequency, Subscription, Topic


def offer(key, name, *, listed=False):
    """Let people subscribe to a topic under this name; a listed one is offered to everybody."""
    Topic.objects.update_or_create(
        key=key,
        defaults={
            "name": Truncator(name).chars(Topic.NAME_LENGTH),
            "is_listed": listed,
            "ended_at": None,
        },
    )


@transaction.atomic
def withdraw(key):
    """End a topic and all subscriptions to it; its name stays, for who was told under it."""
    Topic.objects.filter(key=key).update(ended_at=timezone.now())
    subscriptions = Subscription.objects.to(key)
    subscriptions.lock()
    subscriptions.update(frequency=Frequency.OFF)
