"""On which days there is no session: public holidays, and days that an organiser lists."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# For these years the public holidays of all federal states are known.
FIRST_YEAR, LAST_YEAR = 1991, 2100
MOST_ENTRIES = 100

_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})"
_ENTRY = re.compile(rf"{_DAY}(?:\s*(?:to|until|bis|-|–|—)\s*{_DAY})?[\s:]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class FreeDays:
    """Days one after the other without a session, and what they are called."""

    first: datetime.date
    last: datetime.date
    name: str = ""

    def __contains__(self, day):
        return self.first <= day <= self.last


def read(text: str) -> list[FreeDays]:
    """Return the days and ranges of a list; raise ValidationError that names what cannot be read."""
    entries = [entry.strip() for entry in re.split(r"[\n\r,;]", text) if entry.strip()]
    if len(entries) > MOST_ENTRIES:
        raise ValidationError(_("At most %(n)d entries.") % {"n": MOST_ENTRIES})
    return [_read(entry) for entry in entries]


def _read(entry):
    no_day = ValidationError(
        _("“%(entry)s” is no day. Write for example 2026-12-24 to 2027-01-06."),
        params={"entry": entry[:80]},
    )
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise no_day
    from_day, to_day, name = found.groups()
    try:
        first = _day(from_day)
        last = _day(to_day) if to_day else first
    except ValueError:
        raise no_day from None
    if last < first:
        raise ValidationError(_("“%(entry)s” ends before it begins."), params={"entry": entry[:80]})
    return FreeDays(first, last, name.strip()[:80])


def _day(text):
    if "-" in text:
        year, month, day = text.split("-")
    else:
        day, month, year = text.split(".")
    return datetime.date(int(year), int(month), int(day))


def name_of(day: datetime.date, land: str, listed: list[FreeDays]) -> str:
    """Return why there is no session on that day, empty where nothing speaks against one."""
    for free in listed:
        if day in free:
            return free.name or _("free")
    return _public_holidays(land, get_language() or "").get(day, "") if land else ""


@lru_cache(maxsize=32)
def _public_holidays(land, language):
    """Return the holidays of a federal state, whose years are worked out as they are asked for."""
    return holidays.country_holidays(
        "DE", subdiv=land, language="de" if language.startswith("de") else "en_US"
    )
