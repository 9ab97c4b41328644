"""How a delivery looks on the wire."""

import re
from email.utils import format_datetime, parseaddr, quote
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.mail import topics, wording
from portal.mail.letters import one_line
from portal.mail.models import Subscription
from portal.preferences.models import Preferences


class Letterhead:
    """What many mails have in common, asked for once: who sends them, and what topics are called."""

    def __init__(self):
        preferences = Preferences.current()
        self.sender = sender(preferences.sender_name)
        self.reply_to = one_line(preferences.reply_to)
        self._names: dict[tuple[str, str], str] = {}

    def name_of(self, topic, language):
        """Return the name of a topic in the language that is spoken now."""
        if (language, topic) not in self._names:
            self._names[language, topic] = str(topics.label(topic))
        return self._names[language, topic]


def compose(delivery, connection, letterhead):
    """Return the mail of a delivery; made again after a failure it has the same Message-ID."""
    message = delivery.message
    reply_to = message.reply_to or letterhead.reply_to
    with translation.override(message.language):
        frame = _frame(delivery, letterhead)
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=render_to_string("mail/letter.txt", frame),
            from_email=letterhead.sender,
            to=[address(delivery.name, delivery.email)],
            reply_to=[reply_to] if reply_to else None,
            headers=_headers(delivery, frame),
            connection=connection,
        )
        mail.attach_alternative(render_to_string("mail/letter.html", frame), "text/html")
    if message.calendar:
        # The last alternative is the one a program prefers, if it knows calendars (RFC 6047, 2.4).
        mail.attach_alternative(message.calendar, _calendar_type(message.calendar))
    return mail


def sender(name):
    """Return the sender of all mail under this name; without one as `DEFAULT_FROM_EMAIL` has it."""
    name = one_line(name)
    return address(name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]) if name else None


def _calendar_type(calendar):
    """Name the type with the method that the object itself names: both must be the same."""
    method = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return f"text/calendar; method={method[1]}" if method else "text/calendar"


def address(name, email):
    """Return name and address as they stand in a header, whatever characters the name has."""
    return f'"{quote(name)}" <{email}>' if name else email


def host():
    """Return the name of the machine the portal is known by."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _frame(delivery, letterhead):
    message = delivery.message
    return {
        "message": message,
        "readable": wording.readable(message.text),
        "rendered": wording.html(message.text),
        "site_url": settings.SITE_URL,
        "host": host(),
    } | (_subscription(delivery, letterhead) if message.topic else {})


def _headers(delivery, frame):
    message = delivery.message
    headers = {
        "Message-ID": f"<{delivery.uuid}@{host()}>",
        "Date": format_datetime(delivery.queued_at),
        "Auto-Submitted": "auto-generated",
    }
    if message.confidential:
        headers["Sensitivity"] = "Private"
    if message.topic:
        headers |= {
            "List-Id": f"<{one_line(message.topic).replace(':', '.')}.{host()}>",
            "List-Unsubscribe": f"<{frame['unsubscribe_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _subscription(delivery, letterhead):
    """Return by what subscription, or several of them, a delivery goes out, and how to end that."""
    of_address = Subscription.objects.of_address(delivery.email)
    if delivery.message.topic == topics.DIGEST:
        subscriptions, page = of_address.in_digest(), "mail:unsubscribe-weekly"
        end_words = _("End the weekly letter")
    else:
        subscriptions, page = of_address.to(delivery.message.topic), "mail:unsubscribe"
        end_words = _("End this subscription")
    found = list(subscriptions.order_by("pk").values_list("topic", "token"))
    language = delivery.message.language
    names = [letterhead.name_of(topic, language) for topic, _token in found]
    return {
        "topic": ", ".join(names),
        "end_words": end_words,
        # The key of any of them is the key of the address: the page says what it ends.
        "unsubscribe_url": settings.SITE_URL + reverse(page, args=[found[0][1]]),
    }
