import datetime
import zoneinfo
from collections.abc import Iterator

import icalendar

A_WEEK = datetime.timedelta(days=7)
A_SECOND = datetime.timedelta(seconds=1)


def vtimezone(
    name: str, first: datetime.datetime, last: datetime.datetime
) -> icalendar.cal.Component:
    """Return the VTIMEZONE that is right from `first` to `last`, each clock change written out.

    RFC 5545, section 3.6.5: the onset of a change is given by the clock that is about to change.
    """
    zone = zoneinfo.ZoneInfo(name)
    before = first.astimezone(zone) - A_WEEK
    definition = icalendar.Timezone()
    definition.add("tzid", name)
    definition.add_component(_observance(before, before))
    for old, new in _changes(before, last.astimezone(datetime.UTC) + A_WEEK):
        definition.add_component(_observance(old, new))
    return definition


def _observance(old: datetime.datetime, new: datetime.datetime) -> icalendar.cal.Component:
    part = icalendar.TimezoneDaylight() if new.dst() else icalendar.TimezoneStandard()
    onset = new.astimezone(datetime.timezone(old.utcoffset() or datetime.timedelta()))
    part.add("dtstart", onset.replace(tzinfo=None, microsecond=0))
    part.add("tzname", new.tzname())
    part.add("tzoffsetfrom", old.utcoffset())
    part.add("tzoffsetto", new.utcoffset())
    return part


def _changes(
    start: datetime.datetime, end: datetime.datetime
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """Yield the last second before and the first second after each change of the clock."""
    zone = start.tzinfo
    old = start.astimezone(datetime.UTC).replace(microsecond=0)
    while old < end:
        new = old + A_WEEK
        if _clock(old, zone) != _clock(new, zone):
            yield _narrowed(old, new, zone)
        old = new


def _narrowed(old, new, zone):
    while new - old > A_SECOND:
        middle = old + (new - old) // 2
        middle = middle.replace(microsecond=0)
        if _clock(middle, zone) == _clock(old, zone):
            old = middle
        else:
            new = middle
    return old.astimezone(zone), new.astimezone(zone)


def _clock(moment, zone):
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()
