"""What of an event changed, in words: the things for which people have to be told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from events import when
from events.models import Event
from portal.common.text import plain


@dataclass(frozen=True)
class Change:
    """One thing about an event: what it was, and what it is now."""

    what: str | Promise
    before: str
    after: str


def changes(before: Event, after: Event) -> list[Change]:
    """Return what differs in title, time and place, in the reader's language; [] where nothing does."""
    told = [
        Change(_("Title"), plain(before.title), plain(after.title)),
        Change(_("Time"), when.full(before), when.full(after)),
        Change(_("Place"), _place(before), _place(after)),
    ]
    return [change for change in told if change.before != change.after]


def _place(event):
    mode = Event.Mode(event.mode).label if event.mode else ""
    return " · ".join(str(part) for part in (event.place, mode) if part) or _("not known")
