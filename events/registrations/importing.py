"""Registering many at once from a list: what would become of each, and doing it as it was seen."""

from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from events.registrations import line, registering
from events.registrations.models import SERVES, Attendance, Wish, key_of
from events.registrations.reading import Row
from events.registrations.registering import RegistrationClosed

BATCH = 50


class Outcome(models.TextChoices):
    """What importing somebody comes to."""

    PLACE = "place", _("Gets a place")
    WAITS = "waits", _("Waits in line")
    KNOWN = "known", _("Is registered already")
    AGAIN = "again", _("Stands further up in the list")
    UNREADABLE = "unreadable", _("Cannot be read")


class ChangedMeanwhile(Exception):
    """By now something else would come of the list than what was seen."""


@dataclass(frozen=True)
class Step:
    """A row of the list and what importing it comes to."""

    row: Row
    outcome: Outcome

    @property
    def does_something(self):
        return self.outcome in {Outcome.PLACE, Outcome.WAITS}


def plan(event, rows) -> list[Step]:
    """Return what importing each row would come to, in the order of the list; nothing is changed."""
    in_line = set(event.registrations.in_line().values_list("email_key", flat=True))
    seen: set[str] = set()
    left = _Places(event)
    return [Step(row, _outcome(row, in_line, seen, left)) for row in rows]


def add_all(event, steps, *, by):
    """Register everybody as `plan` said; raise ChangedMeanwhile where it says else by now.

    A batch at a time, so that others can register meanwhile: of who was registered until then nothing is
    taken back, and the same list names them as registered already.
    """
    acting = [step for step in steps if step.does_something]
    for at in range(0, len(acting), BATCH):
        _add(event, acting[at:], by)


@transaction.atomic
def _add(event, steps, by):
    """Register the first of these steps, if all of them would come to the same by now."""
    event = line.lock(event)
    if not event.takes_registrations or not event.takes_place:
        raise RegistrationClosed
    if plan(event, [step.row for step in steps]) != steps:
        raise ChangedMeanwhile
    for step in steps[:BATCH]:
        row = step.row
        facts = {"name": row.name, "affiliation": row.affiliation, "email": row.email}
        registering.add(event, **facts, wish=row.wish, by=by)


def _outcome(row, in_line, seen, left):
    key = key_of(row.email)
    if row.problem:
        return Outcome.UNREADABLE
    if key in in_line:
        return Outcome.KNOWN
    if key in seen:
        return Outcome.AGAIN
    seen.add(key)
    return Outcome.PLACE if left.take(row.wish) else Outcome.WAITS


class _Places:
    """How many places are left of each kind, as they are taken one after another."""

    def __init__(self, event):
        self.is_hybrid = event.is_hybrid
        self.left = {
            Attendance.ON_SITE: event.places_left,
            Attendance.ONLINE: event.online_places_left,
        }

    def take(self, wish: str | Wish):
        """Take the better place of those that serve the wish; tell whether there was one."""
        for kind in SERVES[wish] if self.is_hybrid else (Attendance.ON_SITE,):
            left = self.left[kind]
            if left is None:
                return True
            if left:
                self.left[kind] = left - 1
                return True
        return False
