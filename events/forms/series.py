from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import LinkField, RemindersField, SingleLineField
from events.forms.joining import JoiningForm
from events.models import Series
from events.models.joining import JoinRule


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class SeriesForm(JoiningForm):
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
        help_text=_("For sessions that have no link of their own."),
    )

    reminders = RemindersField(
        label=_("Reminders"),
        help_text=_("For who has a place in a session that says nothing else."),
    )

    class Meta:
        model = Series
        fields = ["title", "summary", "rhythm", "usual_start", "usual_end", "zone", "venue"]
        fields += ["join_link", "join_rule", "join_minutes", "reminders", "sends_notices"]
        fields += ["takes_registrations"]
        widgets = {"usual_start": ClockInput, "usual_end": ClockInput}
        help_texts = {
            "summary": _("Markdown; formulas between $ signs are typeset."),
        }

    def clean_join_rule(self):
        """Keep to what is usual where nothing was chosen."""
        return self.cleaned_data["join_rule"] or JoinRule.PLACE
