"""In which time zone a visitor would like to read a programme."""

import datetime
import functools
import zoneinfo
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from events.forms.fields import SingleLineField
from portal.common.zones import validate_zone

# A city or more for each time that clocks show; the address may name any other zone of the tz database.
CITIES = {
    "Africa": "Cairo Johannesburg Lagos Nairobi",
    "America": "Anchorage Argentina/Buenos_Aires Bogota Chicago Denver Halifax Los_Angeles Mexico_City "
    "New_York Santiago Sao_Paulo St_Johns Toronto Vancouver",
    "Asia": "Bangkok Dhaka Dubai Hong_Kong Jakarta Jerusalem Karachi Kathmandu Kolkata Seoul Shanghai "
    "Singapore Tashkent Tehran Tokyo",
    "Atlantic": "Azores Reykjavik",
    "Australia": "Adelaide Brisbane Darwin Perth Sydney",
    "Europe": "Athens Berlin Helsinki Istanbul Lisbon London Moscow",
    "Pacific": "Auckland Honolulu Kiritimati",
}
OFFERED = [f"{region}/{city}" for region, cities in CITIES.items() for city in cities.split()]


@dataclass(frozen=True)
class Offer:
    """A zone to choose: its name in the tz database, and what it is called on some day."""

    name: str
    label: str
    mark: str  # "selected" on the one that is chosen


class ZoneForm(forms.Form):
    """The zone in which to show an event, named in the address; what is none counts as not said."""

    zone = SingleLineField(required=False, max_length=60, validators=[validate_zone])

    def __init__(self, data, *, event):
        super().__init__(data)
        self.own = event.zone
        self.at = event.begins_at or timezone.now()

    @property
    def chosen(self):
        """The zone asked for, else the event's own."""
        return (self.is_valid() and self.cleaned_data["zone"]) or self.own

    @property
    def is_another(self):
        return self.chosen != self.own

    @property
    def complaint(self):
        """What is wrong with what was asked for; nothing where all is well."""
        return "" if self.is_valid() else " ".join(map(str, self.errors["zone"]))

    @property
    def query(self):
        """What the addresses of further pages end with, so that the choice holds there."""
        return f"?{urlencode({'zone': self.chosen})}" if self.is_another else ""

    @property
    def label(self):
        """What the chosen zone is called: "New York (UTC−04:00)"."""
        return label(self.chosen, self.at)

    @property
    def offers(self):
        """The zones to choose from, from west to east."""
        chosen = self.chosen
        names = {*OFFERED, "UTC", self.own, chosen}
        in_order = sorted((_offset(name, self.at), name) for name in names)
        return [
            Offer(name, label(name, self.at), "selected" if name == chosen else "")
            for _shift, name in in_order
        ]

    @property
    def difference(self):
        """How far clocks of the chosen zone are from those of the event, in words."""
        shift = _offset(self.chosen, self.at) - _offset(self.own, self.at)
        hours = f"{abs(shift.total_seconds()) / 3600:g}"
        if not shift:
            return _("the same time as at the event")
        if shift > datetime.timedelta():
            return _("%(hours)s h ahead of the event") % {"hours": hours}
        return _("%(hours)s h behind the event") % {"hours": hours}


def label(name: str, at: datetime.datetime) -> str:
    """Return the city of a zone with the time of its clocks at that moment."""
    city = name.rpartition("/")[2].replace("_", " ")
    return city if name == "UTC" else f"{city} ({_shown(_offset(name, at))})"


@functools.lru_cache(maxsize=1024)
def _offset(name, at):
    return at.astimezone(zoneinfo.ZoneInfo(name)).utcoffset()


def _shown(offset):
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'−' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
