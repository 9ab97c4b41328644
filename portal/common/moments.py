"""Exact moments in words, by the clocks of a zone that is named."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import gettext as _


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return the moment as the clocks of the zone show it."""
    return moment.astimezone(ZoneInfo(zone))


def display(starts_at: dt.datetime, ends_at: dt.datetime | None, zone: str) -> str:
    """Return "Thursday, 3 December 2026, 16:00–17:00 (Berlin time)" or "22–25 March 2027"."""
    start = local(starts_at, zone)
    end = local(ends_at, zone) if ends_at else start
    if start.date() != end.date():
        return display_days(start.date(), end.date())
    hours = clock(start) if start >= end else f"{clock(start)}–{clock(end)}"
    return _("%(weekday)s, %(date)s, %(hours)s (%(zone)s)") % {
        "weekday": date_format(start, "l"),
        "date": date_format(start, "DATE_FORMAT"),
        "hours": hours,
        "zone": zone_name(zone),
    }


def display_days(first: dt.date, last: dt.date) -> str:
    """Return "22–25 March 2027", and no month or year twice."""
    shown = date_format(last, "DATE_FORMAT")
    if first.year != last.year:
        return f"{date_format(first, 'DATE_FORMAT')} – {shown}"
    if first.month != last.month:
        return f"{date_format(first, 'MONTH_DAY_FORMAT')} – {shown}"
    if first == last:
        return shown
    day_alone = get_format("MONTH_DAY_FORMAT").split()[0]
    return f"{date_format(first, day_alone)}–{shown}"


def zone_name(zone: str) -> str:
    """Return "Berlin time" for "Europe/Berlin", and "UTC" for itself."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city} if "/" in zone else zone


def clock(moment: dt.datetime) -> str:
    return time_format(moment, "H:i")
