"""Asking for mail on a topic, confirming it, changing one's mind, ending it."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.mail import letters, outbox
from portal.mail.letters import Recipient
from portal.mail.models import Frequency, Subscription
from portal.mail.models.subscription import normal
from portal.mail.topics import MEMBERS


@transaction.atomic
def ask(email, topics, *, language, frequency=Frequency.AT_ONCE):
    """Note what an address wants and mail it a link; nothing else goes there before it is used.

    The answer is the same whatever is known about the address. At most one such letter an hour
    goes to an address, whoever asks and however often.
    """
    _add(email, dict.fromkeys(topics, frequency), language=language)
    subscriptions = Subscription.objects.of_address(email)
    subscriptions.lock()
    asked = subscriptions.filter(topic__in=topics)
    asked.unconfirmed().update(frequency=frequency, language=language)
    # Ended before: somebody else may be asking, so the address has to confirm it anew.
    asked.ended().update(frequency=frequency, confirmed_at=None, language=language)
    outbox.queue(_letter(subscriptions.earliest("pk"), language))


@transaction.atomic
def choose(email, frequencies, *, language):
    """Let exactly these topics, each as often as is said, go to an address whose owner is before us."""
    user = get_user_model().objects.filter(email__iexact=email).first()
    wanted = {topic: how for topic, how in frequencies.items() if how != Frequency.OFF}
    # What members get unasked is ended by a row that says so.
    unasked = {MEMBERS: Frequency.OFF} if MEMBERS in frequencies else {}
    _add(email, unasked | wanted, language=language)
    subscriptions = Subscription.objects.of_address(email).lock()
    for subscription in subscriptions:
        _change(subscription, wanted.get(subscription.topic, Frequency.OFF))
        if subscription.topic in wanted:
            subscription.language, subscription.user = language, user
    Subscription.objects.bulk_update(
        subscriptions,
        ["frequency", "confirmed_at", "told_until", "weekly_until", "language", "user"],
    )


def _change(subscription, frequency):
    """Confirm how often mail on the topic is wanted."""
    now = timezone.now()
    was = subscription.frequency if subscription.is_active else Frequency.OFF
    if was == Frequency.OFF and frequency != Frequency.OFF:
        subscription.confirmed_at = now
    if (was, frequency) == (Frequency.WEEKLY, Frequency.AT_ONCE):
        # What came since the last letter is not lost: the next one still tells it.
        subscription.weekly_until = now
    elif was != frequency:
        if was == Frequency.OFF or not subscription.owes_a_letter:
            # What was before is not news to whoever begins now.
            subscription.told_until = now
        subscription.weekly_until = None
    subscription.frequency = frequency


def end(subscription):
    """Send nothing more on this topic to this address."""
    subscription.frequency = Frequency.OFF
    subscription.save(update_fields=["frequency"])


def end_all(email, *, language):
    """Send nothing more on any topic to this address, to somebody with an account not even unasked."""
    has_account = get_user_model().objects.filter(email__iexact=email).exists()
    choose(email, {MEMBERS: Frequency.OFF} if has_account else {}, language=language)


@transaction.atomic
def end_digest(email):
    """Send no more weekly letter of news to this address; what it gets at once goes on."""
    subscriptions = Subscription.objects.of_address(email)
    subscriptions.in_digest().lock()
    subscriptions.weekly_news().update(frequency=Frequency.OFF)
    subscriptions.at_once().update(weekly_until=None)


def audience(topic):
    """Return everybody a letter on this topic goes to at once: confirmed, not ended, account not closed."""
    return audiences([topic])[topic]


def audiences(topics):
    """Return who hears at once of something that has all these topics, by topic, in their order.

    Each address stands under the first of its topics only; one query for all of them.
    """
    subscriptions = Subscription.objects.at_once().filter(topic__in=topics)
    readers = (
        subscriptions.exclude(user__is_active=False)
        .order_by("email")
        .values_list("topic", "email", "user__name", "user")
    )
    by_topic: dict[str, list[Recipient]] = {topic: [] for topic in topics}
    order, told = list(by_topic), set()
    for topic, email, name, user_id in sorted(readers, key=lambda row: order.index(row[0])):
        if email not in told:
            told.add(email)
            by_topic[topic].append(Recipient(email=email, name=name or "", user_id=user_id))
    return by_topic


def who_ended(topic):
    """Return the addresses that want nothing more on this topic."""
    return Subscription.objects.ended().to(topic).values_list("email", flat=True)


def enrol(topic, recipients):
    """Note a subscription for each of these, unless they have or ended one: so they can end it.

    For letters that members get without having asked; their addresses are proved by their accounts.
    """
    now = timezone.now()
    Subscription.objects.bulk_create(
        [
            Subscription(
                topic=topic, email=normal(one.email), user_id=one.user_id, confirmed_at=now
            )
            for one in recipients
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def _add(email, frequencies, *, language):
    new = [
        Subscription(topic=topic, email=normal(email), frequency=how, language=language)
        for topic, how in frequencies.items()
    ]
    Subscription.objects.bulk_create(new, ignore_conflicts=True)


def _letter(subscription, language):
    return letters.from_template(
        "mail/subscribe_letter.txt",
        {"subscription": subscription, "email": subscription.email},
        language=language,
        kind="subscription-asked",
        about=f"subscription:{subscription.pk}",
        version=f"{timezone.now():%Y-%m-%dT%H}",
        to=[Recipient(subscription.email)],
        confidential=True,  # its link is a key
    )
