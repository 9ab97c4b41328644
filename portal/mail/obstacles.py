from django.contrib.auth import get_user_model
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext_noop

from portal.mail import topics
from portal.mail.models import Message, Subscription, Suppression

WITHHELD = gettext_noop("Withheld at the desk.")
TOO_LATE = gettext_noop("It was too late for this mail.")
CLOSED = gettext_noop("The account of this person is closed.")
ERASED = gettext_noop("What is stored about this person was erased meanwhile.")
SUPPRESSED = gettext_noop("Nothing is sent to this address: mail to it came back or was unwanted.")
UNSUBSCRIBED = gettext_noop("This address is not subscribed to the topic.")


def obstacle(delivery):
    """Return why a delivery must not go out after all, judged by what is stored right now, or ""."""
    standing = _standing(delivery)
    return next(_obstacles(delivery, standing), "") if standing else ERASED


def _standing(delivery):
    """Return all that decides about a delivery, in one query; None where its message is gone."""
    users = get_user_model().objects.filter(pk=delivery.user_id, is_active=True)
    return (
        Message.objects.filter(pk=delivery.message_id)
        .values("withheld_at", "expires_at", "topic")
        .annotate(
            has_account=Exists(users),
            is_suppressed=Exists(Suppression.objects.of_address(delivery.email)),
            is_subscribed=Exists(_subscriptions(delivery)),
        )
        .first()
    )


def _obstacles(delivery, standing):
    if standing["withheld_at"]:
        yield WITHHELD
    if standing["expires_at"] and standing["expires_at"] < timezone.now():
        yield TOO_LATE
    if delivery.user_id is not None and not standing["has_account"]:
        yield CLOSED
    if standing["is_suppressed"]:
        yield SUPPRESSED
    if standing["topic"] and not standing["is_subscribed"]:
        yield UNSUBSCRIBED


def _subscriptions(delivery):
    of_address = Subscription.objects.of_address(delivery.email)
    if delivery.message.topic == topics.DIGEST:
        return of_address.in_digest()
    return of_address.active().to(delivery.message.topic)
