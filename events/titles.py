"""What events are called as long as nobody gave them a title."""

import datetime

from django.utils.translation import gettext as _

from events import when
from events.models import Series


def usual_title(series: Series, day: datetime.date) -> str:
    """Return what a session is called for which nobody typed a title."""
    facts = {"series": series.title, "day": when.days(day, day)}
    return _("%(series)s – %(day)s") % facts
