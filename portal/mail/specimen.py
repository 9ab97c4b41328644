"""A letter as one of its readers sees it, for the desk: the mail itself, with a key that opens nothing."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from portal.common.text import one_line
from portal.mail import envelope
from portal.mail.models import Delivery, Message
from portal.mail.sheets import Letterhead
from portal.mail.standing import Standing

HIDDEN = "hidden"  # in the place of the key that ends a subscription
# In a frame that may open no windows, links then do nothing at all.
DEAD_LINKS = '<base target="_blank">'


@dataclass(frozen=True)
class Specimen:
    """Both parts of a mail, and whom it is for."""

    to: str
    text: str
    html: str


def of(message, delivery=None):
    """Return a message as this delivery brings it, without one as a reader of its topic would get it."""
    delivery = delivery or envelope.BLANK
    fields = envelope.fields(message, delivery, HIDDEN)
    mail = Letterhead().sheet(message, _topics(message, delivery)).copy(fields)
    html = str(mail.alternatives[0].content)
    return Specimen(
        to=delivery.email if delivery is not envelope.BLANK else "",
        text=mail.body,
        html=html.replace("<head>", f"<head>{DEAD_LINKS}", 1),
    )


def unsent(subject, text, recipient, *, topic="", language=""):
    """Return a letter that is not queued yet as this recipient would get it."""
    message = Message(
        subject=one_line(subject),
        text=text,
        topic=topic,
        language=language or settings.LANGUAGE_CODE,
    )
    now = timezone.now()
    return of(message, Delivery(email=recipient.email, name=recipient.name, queued_at=now))


def _topics(message, delivery):
    """Name the subscriptions by which it goes out, else, once they have ended, its own topic."""
    if not message.topic:
        return ()
    delivery.message = message
    subscriptions = Standing([delivery]).subscriptions(delivery)
    return tuple(topic for topic, _token in subscriptions) or (message.topic,)
