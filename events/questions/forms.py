from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.forms.lines import LinesField
from events.models import Event
from events.questions.fields import field_for
from events.questions.models import (
    HAVE_CHOICES,
    LONGEST_CHOICE,
    MOST_CHOICES,
    AskedQuestion,
    Question,
)


class QuestionsMixin(forms.Form):
    """Asks questions; `cleaned_data["answers"]` then holds the value of each that was answered."""

    def ask(self, questions, answers=(), *, kept_days):
        """Add a field for each of these, filled in with what was answered before.

        `kept_days` says for how many days after the event sensitive answers are kept.
        """
        self.questions = {f"question-{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = field_for(question, kept_days=kept_days)
        for answer in answers:
            value = answer.value
            shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
            self.initial[f"question-{answer.question_id}"] = shown

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        given = {question: cleaned.pop(name, None) for name, question in self.questions.items()}
        cleaned["answers"] = {
            one: value for one, value in given.items() if value not in EMPTY_VALUES
        }
        return cleaned


def choice(line):
    """Return a line as a choice; raise ValidationError where it is too long."""
    if len(line) > LONGEST_CHOICE or "\0" in line:
        raise ValidationError("")
    return line


class QuestionForm(forms.ModelForm):
    """What is asked, how it is answered, and who reads it."""

    choices = LinesField(
        read=choice,
        label=_("To choose from"),
        help_text=_("One a line; only for questions with something to choose."),
    )

    class Meta:
        model: type[AskedQuestion] = Question
        fields = ["text", "help", "kind", "choices", "is_required", "audience", "is_sensitive"]
        field_classes = {"text": SingleLineField, "help": SingleLineField}
        widgets = {"kind": forms.RadioSelect, "audience": forms.RadioSelect}

    def __init__(self, *args, is_answered=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_answered:
            # The answers that are there would say something else.
            self.fields["kind"].disabled = True
            self.fields["kind"].help_text = _("It has been answered: this stays as it is.")

    def clean_choices(self):
        choices = self.cleaned_data["choices"]
        if len(choices) > MOST_CHOICES:
            raise ValidationError(_("At most %(n)d.") % {"n": MOST_CHOICES})
        return choices

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("kind") not in HAVE_CHOICES:
            cleaned["choices"] = []
        elif not cleaned.get("choices") and "choices" not in self.errors:
            self.add_error("choices", _("Say what can be chosen."))
        return cleaned


class TakeOverForm(forms.Form):
    """From which of these events or calls questions are copied."""

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.ModelChoiceField(
            label=_("Copy the questions of"), queryset=among
        )


def events_asking(*, but):
    """Return the other events that ask something, the latest first."""
    asking = Event.objects.filter(pk__in=Question.objects.values("event")).exclude(pk=but.pk)
    return asking.order_by("-day", "title")
