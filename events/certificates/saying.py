"""What a certificate says of an event, a talk or a period: plain words, stored with it."""

from django.utils.translation import gettext as _

from events import when
from events.certificates import durations
from portal.common.text import one_line, plain


def of_event(event, *, online=False):
    """Return what is said of an event that somebody attended."""
    return {
        "title": _title(event),
        "kind": str(event.get_kind_display()),
        "when": _days(event),
        "where": _("online") if online else _place(event),
        "minutes": durations.of_event(event),
    }


def of_talk(talk):
    """Return what is said of a talk that somebody gave."""
    return {
        "title": _title(talk),
        "event": _title(talk.event),
        "when": _day_of(talk),
        "where": _place(talk.event),
        "minutes": durations.of_talk(talk),
    }


def of_period(first, last, registrations, talks):
    """Return what is said of a period: everything attended and every talk given in it, by date."""
    attended = [
        (one.event.day, of_event(one.event, online=is_online(one))) for one in registrations
    ]
    given = [(talk.event.day, of_talk(talk) | {"is_talk": True}) for talk in talks]
    entries = sorted(attended + given, key=lambda entry: entry[0])
    return {
        "first": when.days(first, first),
        "last": when.days(last, last),
        "entries": [facts for _day, facts in entries],
        # A talk is part of an event that was attended, or stands for no attendance.
        "minutes": sum(facts["minutes"] or 0 for _day, facts in attended) or None,
    }


def is_online(registration):
    """Tell whether somebody took part online."""
    event = registration.event
    return event.mode == event.Mode.ONLINE or registration.attendance == "online"


def _title(thing):
    return one_line(plain(thing.title))


def _days(event):
    if event.is_known_to_the_day:
        return when.days(event.day, event.last_day)
    return when.full(event)


def _day_of(talk):
    if not talk.starts_at:
        return _days(talk.event)
    day = when.local(talk.starts_at, talk.event.zone).date()
    return when.days(day, day)


def _place(event):
    return _("online") if event.mode == event.Mode.ONLINE else event.place
