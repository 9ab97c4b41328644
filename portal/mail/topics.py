from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one may subscribe to; the key is stored with subscriptions and messages.
TOPICS: dict[str, str | Promise] = {
    "events": _("Events"),
    "news": _("News"),
}


def label(topic: str) -> str | Promise:
    """Return the name of a topic in the reader's language."""
    return TOPICS.get(topic, topic)


def choices(beside: Iterable[str] = ()) -> list[tuple[str, str | Promise]]:
    """Return the topics a form offers, together with those an address has beside them."""
    return [(topic, label(topic)) for topic in dict.fromkeys([*TOPICS, *beside])]
