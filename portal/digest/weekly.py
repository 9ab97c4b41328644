"""The weekly letter of news: to each address one, on all the topics it wants weekly."""

import datetime
import logging
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone, translation
from django.utils.functional import Promise

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.digest import items
from portal.mail import letters, outbox, topics
from portal.mail.letters import Recipient
from portal.mail.models import Delivery, State, Subscription, Suppression

BATCH = 500  # addresses
NOT_TOLD = (State.FAILED, State.WITHHELD)
MOST = 20  # items of one topic; of more it is said how many there are

log = logging.getLogger(__name__)


@dataclass
class Reader:
    """An address, and until when it was told what, by topic."""

    email: str
    user: User | None
    language: str
    told_until: dict[str, datetime.datetime] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)

    def topic_of(self, item):
        """Return the topic under which an item is news to this reader, None where it is not."""
        return next(
            (
                topic
                for topic in item.topics
                if topic in self.told_until and item.is_new_after(self.told_until[topic])
            ),
            None,
        )


@dataclass(frozen=True)
class Group:
    """What is new on one topic, and how many things beside those that are listed."""

    name: str | Promise
    items: list[items.Item]
    more: int


def boundary(now=None):
    """Return the moment up to which letters of this week tell: the beginning of its Monday.

    All runs of a week share it, so what comes in between waits for the next letter. It also lies
    hours back when the letters are made: a transaction that was writing then has long ended.
    """
    today = timezone.localdate(now)
    monday = today - datetime.timedelta(days=today.weekday())
    return timezone.make_aware(datetime.datetime.combine(monday, datetime.time.min))


def send_digests(*, until=None):
    """Queue this week's letters that are not queued yet, a batch of addresses at a time; return how many.

    Whoever has been told until the boundary is passed over, so that it may be run again at any time.
    """
    until = until or boundary()
    number, last = 0, ""
    while emails := _next_addresses(until, after=last):
        last = emails[-1]
        try:
            number += tell(emails, until)
        except Exception:
            log.exception("The weekly letters from %s to %s could not be queued", emails[0], last)
    return number


def due(until):
    """Return the subscriptions whose news until this moment have not been told."""
    return Subscription.objects.in_digest().filter(told_until__lt=until)


def _next_addresses(until, *, after):
    emails = due(until).filter(email__gt=after).values_list("email", flat=True)
    return list(emails.order_by("email").distinct()[:BATCH])


@transaction.atomic
def tell(emails, until):
    """Queue what is new for these addresses and move their cursors, both or neither; return how many letters.

    The lock makes whoever comes second wait, and then find that nothing is left to tell.
    """
    readers = _readers(lock(due(until).filter(email__in=emails)))
    move_on(readers, until)
    told = _letters(readers, until)
    outbox.queue_all(told)
    return sum(len(letter.to) for letter in told)


def lock(subscriptions):
    """Return the subscriptions, which no other process can change or tell until the transaction ends."""
    return subscriptions.select_related("user").lock()


def move_on(readers, until):
    """Note that these readers have been told everything until this moment."""
    rows = [row for reader in readers for row in reader.rows]
    Subscription.objects.filter(pk__in=rows).update(told_until=until)


def _readers(subscriptions):
    readers: dict[str, Reader] = {}
    for one in subscriptions:
        reader = readers.setdefault(one.email, Reader(one.email, one.user, one.language))
        reader.told_until[one.topic] = one.told_until
        reader.rows.append(one.pk)
    return list(readers.values())


def _letters(readers, until):
    """Return the letters: who is told the same in the same language shares one."""
    readers = _reachable(readers)
    if not readers:
        return []
    wanted = {topic for reader in readers for topic in reader.told_until}
    since = min(moment for reader in readers for moment in reader.told_until.values())
    news = items.gather(since, until, wanted)
    if not news:
        return []
    sharing = defaultdict(list)
    for reader, chosen in _choices(readers, news):
        sharing[reader.language, chosen].append(reader)
    names = topics.labels(sorted(wanted))
    return [
        _letter(language, _groups(chosen, news, names), to, until)
        for (language, chosen), to in sharing.items()
    ]


def _reachable(readers):
    """Leave out closed accounts, and addresses to which nothing is sent."""
    emails = [reader.email for reader in readers]
    suppressed = set(Suppression.objects.filter(email__in=emails).values_list("email", flat=True))
    return [
        reader
        for reader in readers
        if reader.email not in suppressed and (reader.user is None or reader.user.is_active)
    ]


def _choices(readers, news):
    """Pair each reader who has news with what to tell: the numbers of the items, each with its topic."""
    members, told = _members(readers), _told_at_once(readers, news)
    for reader in readers:
        is_member = reader.user is not None and reader.user.pk in members
        chosen = tuple(
            (number, topic)
            for number, item in enumerate(news)
            if (topic := reader.topic_of(item))
            and (is_member or not item.is_for_members)
            and told[reader.email].isdisjoint(item.letters)
        )
        if chosen:
            yield reader, chosen


def _members(readers):
    users = [reader.user.pk for reader in readers if reader.user]
    members = User.objects.filter(pk__in=users, is_active=True, groups__name__in=Role.values)
    return set(members.values_list("pk", flat=True))


def _told_at_once(readers, news):
    """Return what readers had letters about, as they hear of some topics at once, by their addresses."""
    abouts = {about for item in news for about in item.letters}
    deliveries = Delivery.objects.annotate(address=Lower("email")).filter(
        address__in=[reader.email for reader in readers], message__about__in=abouts
    )
    told: dict[str, set[str]] = defaultdict(set)
    arrived = deliveries.exclude(state__in=NOT_TOLD)
    for email, about in arrived.values_list("address", "message__about"):
        told[email].add(about)
    return told


def _groups(chosen, news, names):
    """Put what was chosen under the names of its topics, those that everybody knows first."""
    by_topic = defaultdict(list)
    for number, topic in chosen:
        by_topic[topic].append(news[number])
    order = [*topics.TOPICS, *sorted(by_topic.keys() - topics.TOPICS.keys())]
    return [
        Group(names[topic], by_topic[topic][:MOST], max(len(by_topic[topic]) - MOST, 0))
        for topic in order
        if topic in by_topic
    ]


def _letter(language, groups, readers, until):
    with translation.override(language):
        number = sum(len(group.items) + group.more for group in groups)
        return letters.from_template(
            "digest/mail/weekly.txt",
            {"groups": groups, "first": groups[0].items[0], "others": number - 1},
            language=language,
            kind="weekly",
            about="topics",
            version=version(until),
            topic=topics.DIGEST,
            to=[
                Recipient(
                    reader.email,
                    reader.user.name if reader.user else "",
                    reader.user.pk if reader.user else None,
                )
                for reader in readers
            ],
        )


def version(until):
    """Return which week's letter it is: nobody gets two of a week."""
    return f"{timezone.localtime(until):%G-W%V}"
