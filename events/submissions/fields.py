import datetime
import zoneinfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SingleLineField(forms.CharField):
    """A text that stays on one line wherever it is shown, in pages and in mail."""

    def to_python(self, value):
        text = super().to_python(value) or ""
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class MomentField(forms.DateTimeField):
    """A date and time as the clocks of `zone` show it; the form sets the zone."""

    widget = MomentInput
    # Beyond these years a moment cannot be shown in every zone, or is a slip of the finger.
    EARLIEST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    LATEST = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)
    default_validators = [
        MinValueValidator(EARLIEST, _("The year must be 2000 or later.")),
        MaxValueValidator(LATEST, _("The year must be before 2200.")),
    ]
    default_error_messages = {"invalid": _("Give a date and a time, such as 2027-03-24 09:30.")}
    zone = "UTC"

    def prepare_value(self, value):
        with timezone.override(zoneinfo.ZoneInfo(self.zone)):
            return super().prepare_value(value)

    def to_python(self, value):
        with timezone.override(zoneinfo.ZoneInfo(self.zone)):
            return super().to_python(value)


def set_zone(form, zone):
    """Have every moment of the form read and shown as the clocks of `zone` show it."""
    for field in form.fields.values():
        if isinstance(field, MomentField):
            field.zone = zone
