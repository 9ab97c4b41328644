from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.models import Event


class When(models.TextChoices):
    UPCOMING = "upcoming", _("Upcoming")
    PAST = "past", _("Past")


class EventsFilterForm(forms.Form):
    """Which events a list shows; what makes no sense counts as not said."""

    when = forms.ChoiceField(choices=When, required=False)
    kind = forms.ChoiceField(choices=Event.Kind, required=False)

    @property
    def chosen_when(self):
        return When(self._said("when") or When.UPCOMING)

    @property
    def chosen_kind(self):
        return self._said("kind")

    def _said(self, name):
        self.is_valid()
        return self.cleaned_data.get(name, "")


class DeskFilterForm(forms.Form):
    """Which events the desk lists."""

    q = SingleLineField(label=_("Title"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Event.State.choices]
    )
