"""An announcement as each of its readers gets it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from events.announcements import matters, placeholders
from events.announcements.models import KIND
from portal.common.text import plain
from portal.mail.letters import Letter

# At the desk nobody sees the key of somebody's registration.
HIDDEN = "…"


@dataclass(frozen=True)
class Sight:
    """A letter as one reader will get it."""

    subject: str
    text: str


def is_personal(announcement):
    """Tell whether every reader gets a letter of their own."""
    return bool(_fields(announcement) & placeholders.PERSONAL)


def letters(announcement, readers):
    """Yield the letters to these readers: one each where they differ, else one for each topic."""
    about = matters.of(announcement.matter)
    facts = about.facts()
    if is_personal(announcement):
        for reader in readers:
            values = facts | _values_of(about, reader)
            yield _letter(announcement, values, [reader], confidential=True)
        return
    for topic in dict.fromkeys(reader.topic for reader in readers):
        yield _letter(announcement, facts, [one for one in readers if one.topic == topic])


def sight(announcement, reader):
    """Return the letter as this reader will get it, without the key of a registration."""
    about = matters.of(announcement.matter)
    values = about.facts() | _values_of(about, reader)
    if values["registration_link"]:
        values["registration_link"] = registration_link(HIDDEN)
    return _sight(announcement, values)


def left_out(announcement, readers):
    """Return, for each field that not everybody has, how many readers get the letter without it."""
    wanted = placeholders.used(announcement.text) & placeholders.NOT_FOR_ALL
    link = matters.of(announcement.matter).join_link
    missing = {
        "join_link": sum(not (link and reader.may_join) for reader in readers),
        "registration_link": sum(not reader.token for reader in readers),
    }
    return {name: missing[name] for name in sorted(wanted) if missing[name]}


def registration_link(token):
    """Return the address of the registration with this key."""
    path = reverse("registrations:registration", args=["token"]).replace("token", token)
    return settings.SITE_URL + path


def _values_of(about, reader):
    """Return the values of one reader, empty where something is not for them."""
    return {
        # Guests who subscribed gave no name: "Dear reader".
        "name": reader.recipient.name or gettext("reader"),
        "join_link": about.join_link if reader.may_join else "",
        "registration_link": registration_link(reader.token) if reader.token else "",
    }


def _fields(announcement):
    return placeholders.used(announcement.text) | placeholders.used(announcement.subject)


def _sight(announcement, values):
    in_line = values | {"title": plain(values["title"])}
    return Sight(
        placeholders.fill_line(announcement.subject, in_line),
        placeholders.fill(announcement.text, values),
    )


def _letter(announcement, values, readers, *, confidential=False):
    filled = _sight(announcement, values)
    return Letter(
        kind=KIND,
        about=announcement.about,
        version="1",
        subject=filled.subject,
        text=filled.text,
        topic=readers[0].topic,
        to=[reader.recipient for reader in readers],
        created_by_id=announcement.created_by_id,
        confidential=confidential,
    )
