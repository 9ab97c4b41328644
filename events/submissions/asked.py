"""What a call asks of a talk beside its text: the type, the track, when its speaker cannot come."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events import half_days
from events.models import Event
from events.questions.forms import QuestionsMixin
from events.submissions.models import Submission
from portal.preferences.models import Preferences

# Beyond these a list to open is easier to use than buttons.
MOST_BUTTONS = 7
MOST_HALF_DAYS = 60
AT_LEAST = datetime.timedelta(minutes=1)


class AskedForm(QuestionsMixin, forms.ModelForm):
    """Asks only what there is to choose at the call of its submission; its one type is taken unasked.

    The answers to the questions of the call are in `cleaned_data["answers"]`.
    """

    absences = forms.MultipleChoiceField(
        label=_("When you cannot speak"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The organisers look for another time if they can."),
    )

    class Meta:
        model = Submission
        fields: Any = ["type", "track", "absences"]
        widgets: Any = {"type": forms.RadioSelect, "track": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        call = self.instance.call if self.instance.call_id else None
        types = list(call.types.all()) if call else []
        tracks = list(call.tracks.all()) if call else []
        if len(types) == 1:
            self.instance.type = types[0]
        self._offer("type", types if len(types) > 1 else [])
        self._offer("track", tracks)
        absences: Any = self.fields["absences"]
        absences.choices = [(half.key, str(half)) for half in halves_of(call.host)] if call else []
        if not absences.choices:
            del self.fields["absences"]
        answers = self.instance.answers.all() if self.instance.pk else ()
        questions = call.questions.all() if call else ()
        self.ask(questions, answers, kept_days=Preferences.current().sensitive_days)

    def clean_absences(self):
        return sorted(set(self.cleaned_data["absences"]))

    def asked(self):
        """Yield the fields of the questions."""
        yield from (self[name] for name in self.questions)

    def _offer(self, name, choices):
        if not choices:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        if len(choices) > MOST_BUTTONS:
            field.widget = forms.Select()
        else:
            field.empty_label = None
        field.queryset = type(choices[0]).objects.filter(call=self.instance.call)


def halves_of(host):
    """Return the half days of an event, or of the coming sessions of a series; none where no day is known."""
    if isinstance(host, Event):
        halves = half_days_of(host)
    else:
        sessions = host.events.filter(state=Event.State.PUBLISHED).upcoming()
        halves = sorted({half for session in sessions for half in half_days_of(session)})
    return halves if len(halves) <= MOST_HALF_DAYS else []


def half_days_of(event):
    """Return the half days into which an event falls; none where its days are not known."""
    if event.starts_at:
        end = event.ends_at or event.starts_at
        return half_days.touched(event.starts_at, max(end, event.starts_at + AT_LEAST), event.zone)
    if event.is_known_to_the_day and event.day and event.last_day:
        return half_days.of_days(event.day, event.last_day)
    return []
