"""When something is, in words: in the zone of the event and as precisely as it is known."""

import datetime
import zoneinfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.common.partial_dates import PartialDate, display_range


def local(moment: datetime.datetime, zone: str) -> datetime.datetime:
    """Return the moment as the clocks of the zone show it."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone))


def full(event) -> str:
    """Return the whole time: "Thursday, 3 December 2026, 16:00–17:00 CET"."""
    if event.starts_at is None:
        return of_record(event.start, event.end)
    return from_to(event.starts_at, event.ends_at, event.zone)


def of_talk(talk) -> str:
    """Return the time of a talk, its event's where it has none of its own."""
    if talk.starts_at is None:
        return full(talk.event)
    return from_to(talk.starts_at, talk.ends_at, talk.event.zone)


def from_to(starts_at: datetime.datetime, ends_at: datetime.datetime | None, zone: str) -> str:
    """Return a time from its begin to its end, where that is known."""
    start = local(starts_at, zone)
    end = local(ends_at, zone) if ends_at else None
    if end is None or end == start:
        return f"{day(start)}, {start:%H:%M} {start:%Z}"
    if end.date() == start.date():
        return f"{day(start)}, {start:%H:%M}–{end:%H:%M} {end:%Z}"
    return f"{day(start)}, {start:%H:%M} – {day(end)}, {end:%H:%M} {end:%Z}"


def short(begins: datetime.datetime, ends: datetime.datetime, zone: str, *more: str) -> str:
    """Return "Thu 3 Dec, 16:00–17:30 · Hall A · Expressivity"; what is empty is left out."""
    begin, end = local(begins, zone), local(ends, zone)
    # Translators: a day in few letters, in Django's date format; German: "D j. M"
    time = f"{date_format(begin, _('D j M'), use_l10n=False)}, {begin:%H:%M}–{end:%H:%M}"
    return " · ".join(part for part in (time, *more) if part)


def brief(event) -> str:
    """Return what a row adds to its date: "16:00", "22–25 March 2027"; nothing for a mere day."""
    if event.day != event.last_day:
        if event.starts_at or (event.is_known_to_the_day and (not event.end or event.end.day)):
            return days(event.day, event.last_day)
        return of_record(event.start, event.end) if event.end else ""
    return f"{local(event.starts_at, event.zone):%H:%M}" if event.starts_at else ""


def of_record(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return the dates of a record as precisely as they are known."""
    if start and start.day and (end is None or end.day):
        return days(start.first_day(), end.first_day() if end else start.first_day())
    if start and not end:
        return start.display()
    return display_range(start, end) or _("Date not known")


def moment(at: datetime.datetime, zone: str) -> str:
    """Return "Thursday, 3 December 2026, 16:00 CET"."""
    at = local(at, zone)
    return f"{day(at)}, {at:%H:%M} {at:%Z}"


def day(moment: datetime.date) -> str:
    """Return "Thursday, 3 December 2026"."""
    # Translators: a day in full, in Django's date format; German: "l, j. F Y"
    return date_format(moment, _("l, j F Y"), use_l10n=False)


def days(first: datetime.date, last: datetime.date) -> str:
    """Return "22–25 March 2027", or as much of both days as differs."""
    # Translators: a day with its year, in Django's date format; German: "j. F Y"
    whole = _("j F Y")
    if first == last:
        return date_format(first, whole, use_l10n=False)
    if (first.year, first.month) == (last.year, last.month):
        # Translators: the first of some days in one month, in Django's date format; German: "j."
        return f"{date_format(first, _('j'))}–{date_format(last, whole)}"
    if first.year == last.year:
        # Translators: a day without its year, in Django's date format; German: "j. F"
        return f"{date_format(first, _('j F'))} – {date_format(last, whole)}"
    return f"{date_format(first, whole)} – {date_format(last, whole)}"
