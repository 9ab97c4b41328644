"""What a letter says to everybody who gets it, made once for a batch of deliveries."""

import re
from email.mime.image import MIMEImage
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.common import codes
from portal.common.text import one_line
from portal.mail import envelope, topics, wording
from portal.mail.merging import Copy, Form
from portal.preferences.models import Preferences

CODE = "code"  # the name by which the HTML shows the picture (RFC 2392)


class Letterhead:
    """What many mails have in common: who sends them, what topics are called, what a letter says."""

    def __init__(self):
        preferences = Preferences.current()
        self.sender = envelope.sender(preferences.sender_name)
        self.reply_to = one_line(preferences.reply_to)
        self._names: dict[tuple[str, str], str] = {}
        self._sheets: dict[tuple[int, tuple[str, ...]], Sheet] = {}

    def name_of(self, topic, language):
        """Return the name of a topic in the language that is spoken now."""
        if (language, topic) not in self._names:
            self._names[language, topic] = str(topics.label(topic))
        return self._names[language, topic]

    def sheet(self, message, topic_keys):
        """Return what a message says to everybody who gets it by a subscription to these topics."""
        if (message.pk, topic_keys) not in self._sheets:
            with translation.override(message.language):
                self._sheets[message.pk, topic_keys] = Sheet(message, topic_keys, self)
        return self._sheets[message.pk, topic_keys]


class Sheet:
    """A letter as text and HTML, and from its second copy on its form on the wire."""

    def __init__(self, message, topic_keys, letterhead):
        self._message, self._letterhead = message, letterhead
        self._blanks = envelope.blanks(message)
        frame = _frame(message, topic_keys, letterhead) | {"unsubscribe_url": self._blanks.link}
        self._text = render_to_string("mail/letter.txt", frame)
        self._html = render_to_string("mail/letter.html", frame)
        self._copies = 0

    def copy(self, fields):
        """Return the mail for the reader of whom these fields tell."""
        mail = self._mail(fields)
        mail.form = self._form if self._copies else None
        self._copies += 1
        return mail

    @cached_property
    def _form(self):
        return Form(self._mail(self._blanks), self._blanks)

    def _mail(self, fields):
        message = self._message
        reply_to = message.reply_to or self._letterhead.reply_to
        mail = Copy(
            subject=message.subject,
            body=self._with_link(self._text, fields),
            from_email=self._letterhead.sender,
            to=[fields.to],
            reply_to=[reply_to] if reply_to else None,
            headers=_headers(message, fields),
        )
        mail.fields = fields
        mail.attach_alternative(self._with_link(self._html, fields), "text/html")
        *others, calendar = _calendars(message.calendar) or [""]
        if calendar:
            # The last alternative is the one a program prefers, if it knows calendars (RFC 6047, 2.4).
            mail.attach_alternative(calendar, _calendar_type(calendar))
        for other in others:
            mail.attach("event.ics", other, _calendar_type(other))
        if message.code:
            mail.attach(_picture(message.code))
        return mail

    def _with_link(self, words, fields):
        return words.replace(self._blanks.link, fields.link) if fields.link else words


def _frame(message, topic_keys, letterhead):
    names = [letterhead.name_of(topic, message.language) for topic in topic_keys]
    is_weekly = message.topic == topics.DIGEST
    return {
        "message": message,
        "readable": wording.readable(message.text),
        "rendered": wording.html(message.text),
        "site_url": settings.SITE_URL,
        "host": envelope.host(),
        "code": CODE if message.code else "",
        "topic": ", ".join(names),
        "end_words": _("End the weekly letter") if is_weekly else _("End this subscription"),
    }


def _headers(message, fields):
    headers = {
        "Message-ID": fields.message_id,
        "Date": fields.date,
        "Auto-Submitted": "auto-generated",
    }
    if message.confidential:
        headers["Sensitivity"] = "Private"
    if fields.link:
        headers |= {
            "List-Id": f"<{one_line(message.topic).replace(':', '.')}.{envelope.host()}>",
            "List-Unsubscribe": f"<{fields.link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _picture(code):
    """Return a QR code as a picture that the HTML shows, and that stands at the end where it cannot."""
    picture = MIMEImage(codes.png(code), "png")
    picture.add_header("Content-ID", f"<{CODE}>")
    picture.add_header("Content-Disposition", "inline", filename="code.png")
    return picture


def _calendars(text):
    """Return the objects of a calendar stream (RFC 5545, 3.4): each has a method of its own."""
    return re.findall(r"BEGIN:VCALENDAR.*?END:VCALENDAR\r?\n", text, re.DOTALL)


def _calendar_type(calendar):
    """Name the type with the method that the object itself names: both must be the same."""
    method = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return f"text/calendar; method={method[1]}" if method else "text/calendar"
