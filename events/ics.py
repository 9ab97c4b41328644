"""Events as an iCalendar file (RFC 5545)."""

import datetime
import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, Talk
from events.zones import vtimezone
from portal.common.text import plain

STATUS = {
    Event.State.DRAFT: "TENTATIVE",
    Event.State.PUBLISHED: "CONFIRMED",
    Event.State.CANCELLED: "CANCELLED",
}
REFRESH = datetime.timedelta(hours=6)


@dataclass(frozen=True)
class Address:
    """Somebody named in an entry: the organiser or an attendee."""

    email: str
    name: str = ""


def request(event: Event, *, attendee: Address, organiser: Address, joining: str = "") -> str:
    """Return the entry that puts an event into one person's calendar, or changes it there.

    RFC 5546, section 3.2.2: a program takes it for news if its SEQUENCE is higher, or the same and
    its DTSTAMP later. `joining` says how this person takes part online.
    """
    if not event.is_known_to_the_day:
        return ""
    return _for_one("REQUEST", _entry(event, joining), attendee=attendee, organiser=organiser)


def cancellation(event: Event, *, attendee: Address, organiser: Address) -> str:
    """Return the entry that takes an event out of one person's calendar (RFC 5546, section 3.2.5)."""
    if not event.is_known_to_the_day:
        return ""
    return _for_one("CANCEL", _entry(event), attendee=attendee, organiser=organiser)


def request_talk(talk: Talk, *, attendee: Address, organiser: Address) -> str:
    """Return the entry that puts a talk into the calendar of who gives it, or changes it there."""
    return _for_one("REQUEST", _talk_entry(talk), attendee=attendee, organiser=organiser)


def cancel_talk(talk: Talk, *, attendee: Address, organiser: Address) -> str:
    """Return the entry that takes a talk out of the calendar of who gives it."""
    return _for_one("CANCEL", _talk_entry(talk), attendee=attendee, organiser=organiser)


def _for_one(method, entry, *, attendee, organiser):
    del entry["dtstamp"]
    entry.add("dtstamp", timezone.now())
    if method == "CANCEL":
        del entry["status"]
        entry.add("status", "CANCELLED")
    entry.add("organizer", _mailbox(organiser))
    accepted = {"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"}
    entry.add("attendee", _mailbox(attendee, **accepted))
    return _whole([entry], method=method).to_ical().decode()


def _mailbox(address, **parameters):
    mailbox = icalendar.vCalAddress(f"mailto:{address.email}")
    if address.name:
        mailbox.params["CN"] = address.name
    mailbox.params.update(parameters)
    return mailbox


def calendar(
    events: Iterable[Event],
    talks: Iterable[Talk] = (),
    *,
    name: str = "",
    joining: Callable[[Event], str] | None = None,
) -> bytes:
    """Return the calendar of these events and talks; what is not known to the day is left out.

    `joining` says how the owner of the calendar takes part online: a public one never tells it.
    """
    entries = [
        _entry(event, joining(event) if joining else "")
        for event in events
        if event.is_known_to_the_day
    ]
    entries += [_talk_entry(talk) for talk in talks if talk.event.is_known_to_the_day]
    return _whole(entries, method="PUBLISH", name=name).to_ical()


def _whole(entries, *, method, name=""):
    cal = icalendar.Calendar()
    cal.add("version", "2.0")
    cal.add("prodid", f"-//{urlsplit(settings.SITE_URL).hostname}//Programme portal//EN")
    cal.add("method", method)
    if name:
        cal.add("x-wr-calname", name)
        cal.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for zone, moments in _moments_by_zone(entries).items():
        cal.add_component(vtimezone(zone, min(moments), max(moments)))
    for entry in entries:
        cal.add_component(entry)
    return cal


def _moments_by_zone(entries):
    """The moments told in each zone; whole days and UTC need no definition of a zone."""
    moments: dict[str, list[datetime.datetime]] = {}
    for entry in entries:
        told = [entry[name] for name in ("dtstart", "dtend") if name in entry]
        for one in told:
            if zone := one.params.get("TZID"):
                moments.setdefault(zone, []).append(one.dt)
    return moments


def _entry(event, joining=""):
    entry = icalendar.Event()
    entry.add("uid", str(event.uuid))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("summary", plain(event.title))
    entry.add("status", STATUS[event.state])
    entry.add("url", settings.SITE_URL + event.get_absolute_url())
    _add_time(entry, event)
    if place := _place(event):
        entry.add("location", place)
    if description := _description(event, joining):
        entry.add("description", description)
    return entry


def _talk_entry(talk):
    """The entry of a talk, which takes from its event what it does not say itself."""
    event = talk.event
    entry = icalendar.Event()
    entry.add("uid", str(talk.uuid))
    # Both only rise, so their sum rises whenever the talk or what it takes from its event changes.
    entry.add("sequence", talk.sequence + event.sequence)
    changed_at = max(talk.changed_at, event.changed_at)
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("summary", _talk_line(talk))
    entry.add("status", STATUS[Event.State.CANCELLED if talk.is_cancelled else event.state])
    entry.add("url", settings.SITE_URL + talk.get_absolute_url())
    _add_time(entry, event if talk.starts_at is None else _Slot(talk))
    if place := ", ".join(part for part in (talk.effective_room, _place(event)) if part):
        entry.add("location", place)
    if abstract := plain(talk.abstract).strip():
        entry.add("description", abstract)
    return entry


class _Slot:
    """The time of a talk, as `_add_time` asks for it."""

    def __init__(self, talk):
        self.starts_at, self.ends_at, self.zone = talk.starts_at, talk.ends_at, talk.event.zone


def _add_time(entry, event):
    if event.starts_at:
        starts_at, ends_at = event.starts_at, event.ends_at
        zone = zoneinfo.ZoneInfo(event.zone)
        if any(_is_told_twice(moment, zone) for moment in (starts_at, ends_at) if moment):
            zone = zoneinfo.ZoneInfo("UTC")
        entry.add("dtstart", starts_at.astimezone(zone))
        if ends_at:
            entry.add("dtend", ends_at.astimezone(zone))
    else:
        # A whole day ends where the next one begins: DTEND is not part of the event.
        entry.add("dtstart", event.day)
        if event.last_day < datetime.date.max:
            entry.add("dtend", event.last_day + datetime.timedelta(days=1))


def _is_told_twice(moment, zone):
    """Tell whether the clocks of the zone show this time twice, in the night they are put back.

    RFC 5545, section 3.3.5, takes a local time for the first of the two: the second has to be told
    in universal time.
    """
    local = moment.astimezone(zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _place(event):
    if event.place or event.mode != Event.Mode.ONLINE:
        return event.place
    return _("Online")


def _description(event, joining):
    talks = [_talk_line(talk) for talk in event.talks.all() if not talk.is_cancelled]
    summary = plain(event.summary).strip()
    return "\n\n".join(part for part in ("\n".join(talks), summary, joining) if part)


def _talk_line(talk):
    title = plain(talk.title)
    return f"{talk.speaker_line}: {title}" if talk.speaker_line else title
