from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.mail.models import Topic
from portal.mail.models.subscription import WEEK
from portal.mail.models.topic import KEY

# What one may always subscribe to; the key is stored with subscriptions and messages.
NEWS, EVENTS, ANNUAL_MEETINGS = "news", "events", "annual-meetings"
TOPICS: dict[str, str | Promise] = {
    NEWS: _("All news"),
    EVENTS: _("All events"),
    ANNUAL_MEETINGS: _("Annual meetings"),
}

# What members get unless they end it.
MEMBERS = "members"

# What only somebody with an account can have: their week, once a week, and letters to who they are among.
OWN_TOPICS: dict[str, str | Promise] = {
    WEEK: _("My week: what is due and what comes up"),
    MEMBERS: _("Letters to members of the programme and its projects"),
}

# The letter that gathers what is new on all weekly topics of an address; nobody subscribes to it by itself.
DIGEST = "weekly"


def label(topic: str) -> str | Promise:
    """Return the name of a topic in the reader's language."""
    return labels([topic])[topic]


def labels(topics: Iterable[str]) -> dict[str, str | Promise]:
    """Return the names of topics by their keys, in the reader's language; one query for all of them."""
    fixed = TOPICS | OWN_TOPICS | {DIGEST: _("The weekly letter")}
    topics = list(topics)
    others = [topic for topic in topics if topic not in fixed]
    stored = Topic.objects.filter(key__in=others).values_list("key", "name") if others else ()
    names: dict[str, str | Promise] = fixed | dict(stored)
    return {topic: names.get(topic, topic) for topic in topics}


def choices(
    beside: Iterable[str] = (), *, with_own: bool = False
) -> list[tuple[str, str | Promise]]:
    """Return the topics a form offers, and of those beside them the ones that really exist."""
    beside = [topic for topic in beside if KEY.fullmatch(topic)]
    running = Topic.objects.running()
    stored = running.filter(is_listed=True) | running.filter(key__in=beside)
    own = OWN_TOPICS if with_own else {}
    return [*TOPICS.items(), *stored.values_list("key", "name"), *own.items()]
