"""Addresses by which the common calendar programs take an event, or follow a calendar."""

import datetime
from urllib.parse import urlencode

from django.conf import settings

from events.models import Event
from portal.common.text import plain

GOOGLE = "https://calendar.google.com/calendar/render"
GOOGLE_SUBSCRIBE = "https://calendar.google.com/calendar/r"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OUTLOOK_SUBSCRIBE = "https://outlook.live.com/calendar/0/addfromweb"


def google(event: Event) -> str:
    """Return the address that offers an event, known at least to the day, to Google Calendar."""
    start, end = _span(event)
    form = "%Y%m%dT%H%M%SZ" if event.starts_at else "%Y%m%d"
    facts = {
        "action": "TEMPLATE",
        "text": plain(event.title),
        "dates": f"{start.strftime(form)}/{end.strftime(form)}",
        "location": event.place,
        "details": _page(event),
    }
    return f"{GOOGLE}?{urlencode(facts)}"


def outlook(event: Event) -> str:
    """Return the address that offers an event, known at least to the day, to Outlook on the web."""
    start, end = _span(event)
    facts = {
        "subject": plain(event.title),
        "startdt": _iso(start),
        "enddt": _iso(end),
        "allday": "false" if event.starts_at else "true",
        "location": event.place,
        "body": _page(event),
    }
    return f"{OUTLOOK}?{urlencode(facts)}"


def subscription(path: str) -> str:
    """Return the address by which the calendar program of the reader's own device follows a calendar."""
    return "webcal://" + _absolute(path).partition("://")[2]


def google_subscription(path: str) -> str:
    """Return the address by which Google Calendar follows a calendar."""
    return f"{GOOGLE_SUBSCRIBE}?{urlencode({'cid': subscription(path)})}"


def outlook_subscription(path: str) -> str:
    """Return the address by which Outlook on the web follows a calendar."""
    return f"{OUTLOOK_SUBSCRIBE}?{urlencode({'url': _absolute(path)})}"


def _span(event):
    """The moments from and to which an event lasts, in UTC; of whole days the day after the last."""
    if event.starts_at:
        end = event.ends_at or event.starts_at
        return event.starts_at.astimezone(datetime.UTC), end.astimezone(datetime.UTC)
    return event.day, event.last_day + datetime.timedelta(days=1)


def _iso(moment):
    return moment.isoformat().replace("+00:00", "Z")


def _page(event):
    return _absolute(event.get_absolute_url())


def _absolute(path):
    return settings.SITE_URL + path
