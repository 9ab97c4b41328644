"""How those stand to the portal's mail to whom it is on its way."""

from collections import defaultdict

from django.contrib.auth import get_user_model

from portal.mail import topics
from portal.mail.models import Subscription, Suppression
from portal.mail.models.subscription import normal


class Standing:
    """What is stored at this moment about the receivers of some deliveries, asked for all together."""

    def __init__(self, deliveries):
        self._open = _open_accounts(deliveries)
        self._suppressed = _suppressed(deliveries)
        self._subscriptions = _subscriptions(deliveries)

    def is_closed(self, delivery):
        """Tell whether the account it goes to is closed."""
        return delivery.user_id is not None and delivery.user_id not in self._open

    def is_suppressed(self, delivery):
        return normal(delivery.email) in self._suppressed

    def subscriptions(self, delivery):
        """Return the subscriptions by which a delivery goes out, as pairs of topic and key."""
        return self._subscriptions[normal(delivery.email), delivery.message.topic]


def _open_accounts(deliveries):
    keys = {delivery.user_id for delivery in deliveries} - {None}
    users = get_user_model().objects.filter(pk__in=keys, is_active=True)
    return set(users.values_list("pk", flat=True))


def _suppressed(deliveries):
    addresses = {normal(delivery.email) for delivery in deliveries}
    suppressed = Suppression.objects.filter(email__in=addresses)
    return set(suppressed.values_list("email", flat=True))


def _subscriptions(deliveries):
    """Return, by address and topic of the message, what its link can end."""
    readers = defaultdict(set)
    for delivery in deliveries:
        readers[delivery.message.topic].add(normal(delivery.email))
    found = defaultdict(list)
    for topic in readers.keys() - {""}:
        subscriptions = _active(topic).filter(email__in=readers[topic]).order_by("pk")
        for email, own_topic, token in subscriptions.values_list("email", "topic", "token"):
            found[email, topic].append((own_topic, token))
    return found


def _active(topic):
    if topic == topics.DIGEST:
        return Subscription.objects.in_digest()
    return Subscription.objects.active().to(topic)
