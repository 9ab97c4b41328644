from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import when
from events.models import Event
from events.submissions import placing
from events.submissions.asked import half_days_of


class SessionField(forms.ModelChoiceField):
    """A session of a series, named by its time; those on which the speaker cannot come say so."""

    absences: frozenset[str] = frozenset()

    def label_from_instance(self, obj):
        keys = {half.key for half in half_days_of(obj)}
        if keys & self.absences:
            return _("%(when)s – cannot speak then") % {"when": when.full(obj)}
        return when.full(obj)


class DateForm(forms.Form):
    """At which coming session of the series an accepted talk is given."""

    session = SessionField(Event.objects.none(), label=gettext_lazy("Date"), empty_label="–")

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.absences = frozenset(submission.absences)
        field.queryset = placing.free_dates(submission.call.series)
