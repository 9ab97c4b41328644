"""Days and times around today, so that a sample always has a past and a future."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Europe/Berlin")
THURSDAY = 3


def thursday(weeks):
    """Return the Thursday that many weeks after the one to come; negative weeks lie before it."""
    today = timezone.localdate(timezone=ZONE)
    ahead = (THURSDAY - today.weekday()) % 7 or 7
    return today + datetime.timedelta(days=ahead, weeks=weeks)


def at(day, clock):
    """Return the moment of a clock time such as "16:00" on a day in the sample's zone."""
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), ZONE)
