from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one may subscribe to; the key is stored with subscriptions and messages.
TOPICS: dict[str, str | Promise] = {
    "events": _("Events"),
    "news": _("News"),
}


def label(topic):
    """Return the name of a topic in the reader's language."""
    return TOPICS.get(topic, topic)
