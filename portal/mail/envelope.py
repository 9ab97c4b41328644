"""How a delivery looks on the wire."""

from datetime import UTC, datetime
from email.utils import format_datetime, parseaddr, quote
from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.common.text import one_line
from portal.mail import topics
from portal.mail.merging import Fields
from portal.mail.models import Delivery
from portal.mail.models.subscription import new_token

BLANK = Delivery(email=f"{token_hex(8)}@blank.invalid", queued_at=datetime(1, 1, 1, tzinfo=UTC))
BLANK_TOKEN = new_token()


def compose(delivery, standing, letterhead, connection):
    """Return the mail of a delivery; made again after a failure it has the same Message-ID."""
    message = delivery.message
    subscriptions = standing.subscriptions(delivery) if message.topic else []
    sheet = letterhead.sheet(message, tuple(topic for topic, _token in subscriptions))
    # The key of any of them is the key of the address: the page says what it ends.
    token = subscriptions[0][1] if subscriptions else ""
    mail = sheet.copy(fields(message, delivery, token))
    mail.connection = connection
    return mail


def fields(message, delivery, token):
    """Return what a reader's copy of a letter has for itself."""
    return Fields(
        to=address(delivery.name, delivery.email),
        message_id=f"<{delivery.uuid}@{host()}>",
        date=format_datetime(delivery.queued_at),
        link=_unsubscribe_link(message, token) if message.topic else "",
    )


def blanks(message):
    """Return what stands for these in a form: made up at the start, so nobody can write it in a text."""
    return fields(message, BLANK, BLANK_TOKEN)


def sender(name):
    """Return the sender of all mail under this name; without one as `DEFAULT_FROM_EMAIL` has it."""
    name = one_line(name)
    return address(name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]) if name else None


def address(name, email):
    """Return name and address as they stand in a header, whatever characters the name has."""
    return f'"{quote(name)}" <{email}>' if name else email


def host():
    """Return the name of the machine the portal is known by."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _unsubscribe_link(message, token):
    """Return the address of the page that ends the subscriptions a mail goes out by."""
    page = "mail:unsubscribe-weekly" if message.topic == topics.DIGEST else "mail:unsubscribe"
    with translation.override(message.language):
        return settings.SITE_URL + reverse(page, args=[token])
