import zoneinfo
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.reminders import DAY, HOUR
from portal.common.text import has_controls, one_line


class SingleLineField(forms.CharField):
    """A text of one line: line breaks in it become blanks, what nobody types is refused."""

    def to_python(self, value):
        text = super().to_python(value) or ""
        if has_controls(text):
            raise ValidationError(
                _("This holds signs that cannot be read: please type it by hand."), code="controls"
            )
        return one_line(text)


class LinkField(forms.URLField):
    """An address on the web; without a scheme it is taken for https."""

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", "max_length": 400, **kwargs})


class RemindersField(forms.TypedMultipleChoiceField):
    """How long before something begins people are reminded of it; none is an answer, too."""

    widget = forms.CheckboxSelectMultiple
    TIMES = [
        (7 * DAY, _("a week before")),
        (2 * DAY, _("two days before")),
        (DAY, _("a day before")),
        (3 * HOUR, _("three hours before")),
        (HOUR, _("an hour before")),
        (15, _("a quarter of an hour before")),
    ]

    def __init__(self, **kwargs):
        super().__init__(coerce=int, choices=self.TIMES, required=False, **kwargs)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class MomentField(forms.DateTimeField):
    """A date and time as the clocks of `zone` show it; the form sets the zone."""

    widget = MomentInput
    # Beyond these years a moment cannot be shown in every zone, or is a slip of the finger.
    default_validators = [
        MinValueValidator(datetime(1950, 1, 1, tzinfo=UTC), _("The year must be 1950 or later.")),
        MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), _("The year must be before 2200.")),
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


class InZone(forms.BaseForm):
    """A form whose moments are those of the zone that `zone()` names."""

    def zone(self):
        raise NotImplementedError("A form says in which zone its moments are.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        set_zone(self, self.zone())

    def check_order(self, earlier, later, message):
        """Put `message` at the later field where it is not later than the earlier one."""
        begin, end = self.cleaned_data.get(earlier), self.cleaned_data.get(later)
        if begin and end and end <= begin:
            self.add_error(later, message)

    def check_together(self, first, second, message):
        """Put `message` at the first field where only the second is filled in."""
        only_second = self.cleaned_data.get(second) and not self.cleaned_data.get(first)
        if only_second and first not in self.errors:
            self.add_error(first, message)
