from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one may subscribe to; the key is stored with subscriptions and messages.
TOPICS: dict[str, str | Promise] = {
    "events": _("Events"),
    "news": _("News"),
}

# What only somebody with an account can have: it is about themselves.
OWN_TOPICS: dict[str, str | Promise] = {
    "week": _("My week: what is due and what comes up"),
}


def label(topic: str) -> str | Promise:
    """Return the name of a topic in the reader's language."""
    return (TOPICS | OWN_TOPICS).get(topic, topic)


def choices(
    beside: Iterable[str] = (), *, with_own: bool = False
) -> list[tuple[str, str | Promise]]:
    """Return the topics a form offers, together with those an address has beside them."""
    own = OWN_TOPICS if with_own else {}
    return [(topic, label(topic)) for topic in dict.fromkeys([*TOPICS, *own, *beside])]
