"""The search box that jumps to anything: each app offers its own finders, listed here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import events.finding
import events.invited_talks.finding
import events.submissions.finding
import news.finding
import portal.mail.finding
import projects.finding
from portal.accounts.roles import Role
from portal.common.finding import Finder, Found
from projects.names import folded

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHORTEST = 2

# The desk's own pages, by the role that opens them.
PAGES: dict[Role, tuple[tuple["StrOrPromise", str], ...]] = {
    Role.ORGANISER: (
        (_("Events"), "events-desk:events"),
        (_("New event"), "events-desk:new"),
        (_("Series"), "events-desk:series-list"),
        (_("New series"), "events-desk:new-series"),
        (_("Submitted talks"), "submissions-desk:submissions"),
        (_("Calls for talks"), "submissions-desk:calls"),
        (_("Mail"), "mail-desk:messages"),
    ),
    Role.EDITOR: (
        (_("News"), "news-desk:articles"),
        (_("Write an article"), "news-desk:new"),
    ),
    Role.COORDINATOR: (
        (_("Settings of the programme"), "desk:settings"),
        (_("History: who changed what"), "desk:history"),
        (_("Look as another role"), "desk:look"),
        (_("Privacy"), "privacy-desk:find"),
        (_("People and accounts"), "people-desk:people"),
        (_("Invitations"), "invitations-desk:invitations"),
        (_("Invite people"), "invitations-desk:invite"),
        (_("Requests to change"), "people-desk:requests"),
    ),
}


def _pages_of(role):
    def find(text):
        for title, name in PAGES[role]:
            words = folded(str(title)).split()
            asked = folded(text).split()
            if asked and all(any(w.startswith(part) for w in words) for part in asked):
                yield Found(str(title), reverse(name))

    return find


FINDERS = (
    *(Finder(_("Page"), (role,), _pages_of(role)) for role in PAGES),
    *projects.finding.FINDERS,
    *events.finding.FINDERS,
    *events.submissions.finding.FINDERS,
    *events.invited_talks.finding.FINDERS,
    *news.finding.FINDERS,
    *portal.mail.finding.FINDERS,
)


@dataclass(frozen=True)
class Hit:
    """Something that was found, and what kind of thing it is."""

    kind: "StrOrPromise"
    found: Found


def search(text, user):
    """Return what this person may open that goes by this text, kind after kind, a few of each."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return []
    return [
        Hit(finder.kind, found)
        for finder in FINDERS
        if user.has_role(*finder.roles)
        for found in finder.find(text)
    ]
