from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation


@dataclass(frozen=True)
class Recipient:
    """Somebody a letter goes to; `user_id` where the address belongs to an account."""

    email: str
    name: str = ""
    user_id: int | None = None


@dataclass(frozen=True)
class Letter:
    """What is to be said to whom; `outbox.queue` sends it once per kind, about, version, recipient."""

    kind: str  # "registration-confirmed"
    about: str  # the object it is about: "registration:12"
    version: str  # what tells a second letter of this kind about this object from the first: "1"
    subject: str
    text: str  # Markdown
    to: Sequence[Recipient]
    topic: str = ""  # bulk mail: the topic of the subscriptions it goes to
    reply_to: str = ""
    created_by_id: int | None = None
    language: str = ""  # of the words around the text; the site's own where empty
    confidential: bool = False  # sign-in codes and the like: nobody at the desk may read the text
    urgent: bool = False  # somebody is waiting for it: goes before everything else
    calendar: str = ""  # an iCalendar object with its METHOD (RFC 5546), which mail programs act on
    code: str = ""  # an address that is shown as a QR code below the text
    expires_at: datetime | None = None  # not worth sending after this moment


class NoSubjectError(ValueError):
    """A letter's template must begin with a line `Subject: …`."""


def from_template(template_name, context, *, language="", **letter_fields):
    """Return the letter a text template makes: a line `Subject: …`, an empty line, then Markdown.

    The template is rendered in `language` without HTML escaping and knows `site_url`.
    """
    language = language or settings.LANGUAGE_CODE
    rendered = words(template_name, context, language=language)
    subject, text = _subject_and_text(rendered, template_name)
    return Letter(subject=subject, text=text, language=language, **letter_fields)


def words(template_name, context, *, language=""):
    """Return what a text template says in `language`, without HTML escaping: part of a letter."""
    template = Engine.get_default().get_template(template_name)
    with translation.override(language or settings.LANGUAGE_CODE):
        return template.render(Context({"site_url": settings.SITE_URL} | context, autoescape=False))


def _subject_and_text(rendered, template_name):
    first_line, _, text = rendered.lstrip().partition("\n")
    label, _, subject = first_line.partition(":")
    if label != "Subject" or not subject.strip():
        raise NoSubjectError(template_name)
    return subject.strip(), text.strip()
