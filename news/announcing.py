from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from news import mail
from portal.mail import outbox, subscribing
from portal.mail.models import Delivery, Message

TOPIC = "news"


@dataclass(frozen=True)
class Announcement:
    """How far the news of an article has got by mail, and how many wait for it."""

    told: int
    told_at: datetime | None
    readers: int


def announcement(article):
    """Return whom the article was sent to, and whom it would be sent to now."""
    message = Message.objects.filter(kind=mail.KIND, about=mail.about(article)).first()
    told = Delivery.objects.filter(message=message).count() if message else 0
    readers = len(subscribing.audience(TOPIC))
    return Announcement(told, message.created_at if message else None, readers)


@transaction.atomic
def tell_subscribers(article, *, by):
    """Write to everybody subscribed to news, each at most once per article; return how many."""
    letter = mail.article_letter(article, subscribing.audience(TOPIC), topic=TOPIC, by=by)
    outbox.queue(letter)
    return announcement(article).told
