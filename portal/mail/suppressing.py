"""Sending nothing more to an address, and sending to it again."""

from django.db import transaction

from portal.mail.models import Frequency, Subscription, Suppression
from portal.mail.models.subscription import normal
from portal.mail.models.suppression import Reason


@transaction.atomic
def suppress(email, reason, *, detail="", by=None):
    """Send nothing to this address any more; who complained is subscribed to nothing any more.

    The first reason stays. Deliveries that wait are withheld when their turn comes.
    """
    Suppression.objects.get_or_create(
        email=normal(email),
        defaults={"reason": reason, "detail": detail.replace("\0", ""), "created_by": by},
    )
    if reason == Reason.COMPLAINT:
        subscriptions = Subscription.objects.of_address(email)
        subscriptions.lock()
        subscriptions.update(frequency=Frequency.OFF)


def lift(suppression):
    """Send to the address again."""
    suppression.delete()
