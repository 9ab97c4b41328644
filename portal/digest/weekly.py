"""The weekly letter of news: to each address one, on all the topics it wants weekly."""

import datetime
import logging
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q
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


@dataclass(frozen=True)
class Shares:
    """The news, and the readers by language and by what they are told of it: numbers with topics."""

    news: list[items.Item]
    readers: dict[tuple[str, tuple[tuple[int, str], ...]], list[Reader]]


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
    _forget_last_letters(until)
    number, last = 0, ""
    while emails := _next_addresses(until, after=last):
        last = emails[-1]
        number += _tell(emails, until)
    return number


def _forget_last_letters(until):
    """Leave to themselves those that come at once, once their last weekly letter is a week old."""
    told = Subscription.objects.filter(weekly_until__lte=F("told_until"), told_until__lt=until)
    told.update(weekly_until=None)


def _tell(emails, until):
    """Tell a batch together; if that fails, each letter by itself, so that it harms its own readers alone."""
    try:
        return tell(emails, until)
    except Exception:
        log.exception("The letters from %s to %s fail together", emails[0], emails[-1])
    try:
        return sum(_try_to_tell(some, until) for some in apart(emails, until))
    except Exception:
        log.exception("The letters from %s to %s could not be parted", emails[0], emails[-1])
        return 0


def _try_to_tell(emails, until):
    try:
        return tell(emails, until)
    except Exception:
        log.exception(
            "The letter to %s and %d more could not be queued", emails[0], len(emails) - 1
        )
        return 0


def apart(emails, until):
    """Return the addresses by the letter that they share; those without news stand last."""
    readers = _readers(_due(emails, until).select_related("user"))
    shares = _shares(readers, until)
    by_letter = [[reader.email for reader in readers] for readers in shares.readers.values()]
    told = {email for emails in by_letter for email in emails}
    others = [reader.email for reader in readers if reader.email not in told]
    return [*by_letter, others] if others else by_letter


def _due(emails, until):
    return Subscription.objects.untold(until).filter(email__in=emails)


def _next_addresses(until, *, after):
    emails = (
        Subscription.objects.untold(until).filter(email__gt=after).values_list("email", flat=True)
    )
    return list(emails.order_by("email").distinct()[:BATCH])


@transaction.atomic
def tell(emails, until):
    """Queue what is new for these addresses and move their cursors, both or neither; return how many letters.

    The lock makes whoever comes second wait, and then find that nothing is left to tell.
    """
    readers = _readers(lock(_due(emails, until)))
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
    shares = _shares(readers, until)
    if not shares.readers:
        return []
    names = topics.labels(sorted({topic for _, chosen in shares.readers for _, topic in chosen}))
    return [
        _letter(language, _groups(chosen, shares.news, names), to, until)
        for (language, chosen), to in shares.readers.items()
    ]


def _shares(readers, until):
    """Return who shares a letter: those who are told the same in the same language."""
    readers = _reachable(readers)
    if not readers:
        return Shares([], {})
    wanted = {topic for reader in readers for topic in reader.told_until}
    since = min(moment for reader in readers for moment in reader.told_until.values())
    news = items.gather(since, until, wanted)
    sharing = defaultdict(list)
    for reader, chosen in _choices(readers, news) if news else ():
        sharing[reader.language, chosen].append(reader)
    return Shares(news, sharing)


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
        open_to_them = [one for one in enumerate(news) if is_member or not one[1].is_for_members]
        chosen = tuple(_chosen(reader, open_to_them, told[reader.email]))
        if chosen:
            yield reader, chosen


def _chosen(reader, news, letters):
    """Yield the numbers of the items that are news to somebody who had these letters, with their topics."""
    things = set()
    for number, item in news:
        topic = reader.topic_of(item)
        if topic and letters.isdisjoint(item.letters) and item.thing not in things:
            things.update({item.thing} - {""})
            yield number, topic


def _members(readers):
    users = [reader.user.pk for reader in readers if reader.user]
    members = User.objects.filter(pk__in=users, is_active=True, groups__name__in=Role.values)
    return set(members.values_list("pk", flat=True))


def _told_at_once(readers, news):
    """Return what readers had letters about, and the keys of these letters, by their addresses."""
    abouts = {about for item in news for about in item.letters}
    deliveries = Delivery.objects.annotate(address=Lower("email")).filter(
        Q(message__about__in=abouts) | Q(key__in=abouts),
        address__in=[reader.email for reader in readers],
    )
    told: dict[str, set[str]] = defaultdict(set)
    arrived = deliveries.exclude(state__in=NOT_TOLD)
    for email, *about_and_key in arrived.values_list("address", "message__about", "key"):
        told[email].update(about_and_key)
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
