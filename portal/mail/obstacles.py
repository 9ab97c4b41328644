from django.contrib.auth import get_user_model
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
    message = Message.objects.filter(pk=delivery.message_id).first()
    return next(_obstacles(delivery, message), "") if message else ERASED


def _obstacles(delivery, message):
    if message.withheld_at:
        yield WITHHELD
    if message.expires_at and message.expires_at < timezone.now():
        yield TOO_LATE
    if _account_is_closed(delivery):
        yield CLOSED
    if Suppression.objects.of_address(delivery.email).exists():
        yield SUPPRESSED
    if message.topic and not _is_subscribed(message.topic, delivery.email):
        yield UNSUBSCRIBED


def _account_is_closed(delivery):
    users = get_user_model().objects.filter(pk=delivery.user_id)
    return delivery.user_id is not None and not users.filter(is_active=True).exists()


def _is_subscribed(topic, email):
    subscriptions = Subscription.objects.of_address(email)
    if topic == topics.DIGEST:
        return subscriptions.in_digest().exists()
    return subscriptions.active().to(topic).exists()
