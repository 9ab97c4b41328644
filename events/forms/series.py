from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import LinkField, RemindersField, SingleLineField
from events.models import Series


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class SeriesForm(forms.ModelForm):
    title = SingleLineField(label=_("Title"), max_length=200)
    rhythm = SingleLineField(
        label=_("Rhythm"),
        max_length=200,
        required=False,
        help_text=_("For example: every second Thursday, 16:00–17:00."),
    )
    venue = SingleLineField(label=_("Place"), max_length=200, required=False)

    join_link = LinkField(
        label=_("Join link"),
        required=False,
        help_text=_("Given to who holds a place in a session that has no link of its own."),
    )

    reminders = RemindersField(
        label=_("Reminders"),
        help_text=_("For who has a place in a session that says nothing else."),
    )

    class Meta:
        model = Series
        fields = ["title", "summary", "rhythm", "usual_start", "usual_end", "zone", "venue"]
        fields += ["join_link", "reminders", "sends_notices", "takes_registrations"]
        widgets = {"usual_start": ClockInput, "usual_end": ClockInput}
        help_texts = {
            "summary": _("Markdown; formulas between $ signs are typeset."),
        }
