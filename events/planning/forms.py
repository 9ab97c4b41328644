from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.forms.series import ClockInput
from events.planning import dates, free_days
from events.planning.filling import Chosen, pattern_of
from events.planning.models import Land, Plan, Weekday
from events.titles import usual_title

LONGEST_LIST = 5000


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A day, of a year for which the public holidays are known."""

    widget = DayInput
    default_error_messages = {"invalid": _("Give a day, such as 2026-10-12.")}

    def __init__(self, **kwargs):
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(input_formats=formats, **kwargs)

    def validate(self, value):
        """Refuse what is no year of anybody's plans."""
        super().validate(value)
        if value and not free_days.FIRST_YEAR <= value.year <= free_days.LAST_YEAR:
            years = {"first": free_days.FIRST_YEAR, "last": free_days.LAST_YEAR}
            raise ValidationError(_("The year must be from %(first)d to %(last)d.") % years)


class PlanForm(forms.ModelForm):
    """By which rhythm the dates of a term are found; it is sent by GET and changes nothing."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    begins = forms.TimeField(label=_("Begins at"), widget=ClockInput)
    ends = forms.TimeField(label=_("Ends at"), widget=ClockInput)
    land = forms.ChoiceField(
        label=_("Public holidays"),
        required=False,
        choices=[("", _("leave none out")), *Land.choices],
        help_text=_("Those of this federal state are left out."),
    )
    free_days = forms.CharField(
        label=_("Further free days"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Lecture-free weeks, for example: 2026-12-21 to 2027-01-08 Christmas break."
            " One day or range a line."
        ),
    )

    class Meta:
        model = Plan
        fields = ["first_day", "last_day", "weekdays", "rhythm", "begins", "ends"]
        fields += ["land", "free_days"]

    def clean_free_days(self):
        free_days.read(self.cleaned_data["free_days"])
        return self.cleaned_data["free_days"]

    def clean(self):
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not be before the first."))
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("A session must end after it begins."))
        if not self.errors:
            self._check_number(len(dates.days(Plan(**cleaned))))
        return cleaned

    def _check_number(self, number):
        if number > dates.MOST:
            text = _("That makes more than %(n)d dates: choose an earlier last day.")
            self.add_error("last_day", text % {"n": dates.MOST})
        elif not number:
            self.add_error("weekdays", _("There is no such day from the first to the last."))


def plan_of(series):
    """Return the plan of a series to begin with: the stored one, else what its sessions suggest."""
    plan = Plan.objects.filter(series=series).first()
    if plan is None:
        pattern = pattern_of(series)
        weekdays = [pattern.day.weekday()] if pattern and pattern.day else []
        plan = Plan(series=series, weekdays=weekdays)
        plan.begins, plan.ends = series.usual_start, series.usual_end
    elif plan.last_day < localdate():
        # The next term has days of its own; all else is mostly as it was. Never stored without days.
        plan.first_day = plan.last_day = None  # type: ignore[assignment]
    plan.series = series
    return plan


class DateForm(forms.Form):
    """One line of the grid: whether there is a session on that date, and its title."""

    keep = forms.BooleanField(required=False)
    title = SingleLineField(required=False, max_length=300)

    def __init__(self, data, *, plan, date):
        self.date = date
        self.usual_title = usual_title(plan.series, date.day)
        initial = {"keep": date.is_free, "title": ""}
        super().__init__(data, prefix=f"{date.day}", initial=initial)
        self.fields["title"].widget.attrs["placeholder"] = self.usual_title

    def clean_keep(self):
        keep = self.cleaned_data["keep"]
        if keep and self.date.overlaps:
            raise ValidationError(_("At that time there is a session already."))
        if keep and self.date.is_skipped_by_clocks:
            raise ValidationError(_("In that night the clocks skip this time."))
        return keep

    @property
    def chosen(self):
        """The date as it is to become a session; None where there is to be none."""
        if not self.cleaned_data.get("keep"):
            return None
        return Chosen(self.date.day, self.cleaned_data["title"] or self.usual_title)


class GridForm(forms.Form):
    """All dates of a plan, to be ticked on and off."""

    publish = forms.BooleanField(
        label=_("Publish them at once"),
        required=False,
        help_text=_("Without the tick they are drafts that only organisers see."),
    )
    open_slots = forms.BooleanField(
        label=_("Members may take them for talks"),
        required=False,
        help_text=_("Open dates stand on the page of the series for members, once published."),
    )

    def __init__(self, data, *, plan):
        super().__init__(data)
        self.rows = [DateForm(data, plan=plan, date=date) for date in dates.grid(plan)]

    def clean(self):
        super().clean()
        if not all([row.is_valid() for row in self.rows]):  # noqa: C419  all mistakes show at once
            raise ValidationError(_("Some dates cannot be kept as they are; see below."))
        if not self.chosen:
            raise ValidationError(_("Tick at least one date."))
        return self.cleaned_data

    @property
    def chosen(self):
        """The dates that are to become sessions."""
        return [row.chosen for row in self.rows if row.chosen]
