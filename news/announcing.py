from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from news import mail
from portal.mail import outbox, subscribing, topics
from portal.mail.models import Delivery, Message


@dataclass(frozen=True)
class Announcement:
    """How far the news of an article has got by mail, and how many wait for it."""

    told: int
    told_at: datetime | None
    readers: int


def topics_of(article):
    """Return the topics under which people hear of the article, the narrowest first."""
    return [*(project.topic for project in article.projects.all()), topics.NEWS]


def announcement(article):
    """Return whom the article was sent to, and whom it would be sent to now."""
    messages = Message.objects.filter(kind=mail.KIND, about=mail.about(article))
    told_at = messages.order_by("pk").values_list("created_at", flat=True).first()
    told = Delivery.objects.filter(message__in=messages).count()
    readers = subscribing.audiences(topics_of(article)).values()
    return Announcement(told, told_at, sum(map(len, readers)))


@transaction.atomic
def tell_subscribers(article, *, by):
    """Write to all who subscribed to news or to a project of it, each once per article; return how many."""
    audiences = subscribing.audiences(topics_of(article))
    outbox.queue_all(
        mail.article_letter(article, readers, topic=topic, by=by)
        for topic, readers in audiences.items()
        if readers or topic == topics.NEWS
    )
    return announcement(article).told
