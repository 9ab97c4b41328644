"""The field of a form for each kind of question; what it reads can be stored as JSON."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.questions.models import AskedQuestion, Audience, Kind

LONGEST_ANSWER = 500
# Beyond these a list to open is easier to use than buttons.
MOST_BUTTONS = 7


class NumberField(forms.DecimalField):
    """Reads a number; keeps it as it is written, so that 2.50 stays 2.50."""

    def clean(self, value):
        number = super().clean(value)
        return None if number is None else format(number, "f")


def field_for(question: AskedQuestion, *, kept_days: int) -> forms.Field:
    """Return the field in which this question is answered; unanswered it reads an empty value.

    `kept_days` says for how many days after the event the answer is kept if it is a sensitive one.
    """
    make: dict[Kind, Callable[..., forms.Field]] = {
        Kind.TEXT: _text,
        Kind.NUMBER: _number,
        Kind.YES_NO: _yes_no,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
    }
    return make[Kind(question.kind)](
        question,
        label=question.text,
        help_text=_help(question, kept_days),
        required=question.is_required,
    )


def _help(question, kept_days):
    """What the organisers say about it, and who reads the answer for how long."""
    parts = [question.help]
    if question.audience == Audience.OFFICE:
        parts.append(gettext("Read by the office only."))
    if question.is_sensitive:
        parts.append(gettext("Removed %(days)d days after the event.") % {"days": kept_days})
    return " ".join(part for part in parts if part)


def _text(_question, **kwargs):
    return SingleLineField(max_length=LONGEST_ANSWER, **kwargs)


def _number(_question, **kwargs):
    return NumberField(
        max_digits=15, decimal_places=3, widget=forms.NumberInput(attrs={"step": "any"}), **kwargs
    )


def _yes_no(_question, *, required, **kwargs):
    choices = [("yes", _("Yes")), ("no", _("No")), *_no_answer(required)]
    return forms.TypedChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        required=required,
        **kwargs,
    )


def _choice(question, *, required, **kwargs):
    few = len(question.choices) <= MOST_BUTTONS
    choices = [(choice, choice) for choice in question.choices]
    return forms.TypedChoiceField(
        choices=[*choices, *_no_answer(required)] if few else [("", "–"), *choices],
        widget=forms.RadioSelect if few else forms.Select,
        required=required,
        **kwargs,
    )


def _choices(question, **kwargs):
    return forms.TypedMultipleChoiceField(
        choices=[(choice, choice) for choice in question.choices],
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def _no_answer(required):
    """What takes a chosen answer back, where one need not answer."""
    return [] if required else [("", _("No answer"))]
