"""Why a mail must not go out after all."""

from django.utils import timezone
from django.utils.translation import gettext_noop

WITHHELD = gettext_noop("Withheld at the desk.")
TOO_LATE = gettext_noop("It was too late for this mail.")
CLOSED = gettext_noop("The account of this person is closed.")
SUPPRESSED = gettext_noop("Nothing is sent to this address: mail to it came back or was unwanted.")
UNSUBSCRIBED = gettext_noop("This address is not subscribed to the topic.")


def obstacle(delivery, standing):
    """Return why a delivery must not go out after all, or ""."""
    return next(_obstacles(delivery, standing), "")


def _obstacles(delivery, standing):
    message = delivery.message
    if message.withheld_at:
        yield WITHHELD
    if message.expires_at and message.expires_at < timezone.now():
        yield TOO_LATE
    if standing.is_closed(delivery):
        yield CLOSED
    if standing.is_suppressed(delivery):
        yield SUPPRESSED
    if message.topic and not standing.subscriptions(delivery):
        yield UNSUBSCRIBED
