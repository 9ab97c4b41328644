import functools
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


@functools.cache
def known_zones():
    """Return the names of all zones of the tz database, read from disk once."""
    return frozenset(zoneinfo.available_timezones())


def validate_zone(name):
    """Refuse what is not a zone of the tz database."""
    if name not in known_zones():
        raise ValidationError(
            _("“%(name)s” is no time zone; an example is Europe/Berlin."), params={"name": name}
        )


class ZoneField(models.CharField):
    """The name of a time zone of the tz database, Europe/Berlin unless told otherwise."""

    default_validators = [validate_zone]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 60, "default": "Europe/Berlin", **kwargs})
