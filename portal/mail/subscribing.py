"""Asking for mail on a topic, confirming it, changing one's mind, ending it."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.mail import letters, outbox
from portal.mail.letters import Recipient
from portal.mail.models import Frequency, Subscription
from portal.mail.models.subscription import normal


@transaction.atomic
def ask(email, topics, *, language):
    """Note what an address wants and mail it a link; nothing else goes there before it is used.

    The answer is the same whatever is known about the address. At most one such letter an hour
    goes to an address, whoever asks and however often.
    """
    _add(email, topics, language=language)
    subscriptions = Subscription.objects.of_address(email)
    # Ended before: somebody else may be asking, so the address has to confirm it anew.
    subscriptions.ended().filter(topic__in=topics).update(
        frequency=Frequency.AT_ONCE, confirmed_at=None, language=language
    )
    outbox.queue(_letter(subscriptions.earliest("pk"), language))


@transaction.atomic
def choose(email, topics, *, language):
    """Let exactly these topics go to an address whose owner is before us."""
    user = get_user_model().objects.filter(email__iexact=email).first()
    _add(email, topics, language=language)
    subscriptions = Subscription.objects.of_address(email)
    subscriptions.exclude(topic__in=topics).update(frequency=Frequency.OFF)
    chosen = subscriptions.filter(topic__in=topics)
    chosen.not_active().update(frequency=Frequency.AT_ONCE, confirmed_at=timezone.now())
    chosen.update(language=language, user=user)


def end(subscription):
    """Send nothing more on this topic to this address."""
    subscription.frequency = Frequency.OFF
    subscription.save(update_fields=["frequency"])


def audience(topic):
    """Return everybody a letter on this topic goes to: confirmed, not ended, account not closed."""
    subscriptions = Subscription.objects.active().to(topic).exclude(user__is_active=False)
    return [
        Recipient(email=email, name=name or "", user_id=user_id)
        for email, name, user_id in subscriptions.order_by("email").values_list(
            "email", "user__name", "user"
        )
    ]


def _add(email, topics, *, language):
    Subscription.objects.bulk_create(
        [Subscription(topic=topic, email=normal(email), language=language) for topic in topics],
        ignore_conflicts=True,
    )


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
