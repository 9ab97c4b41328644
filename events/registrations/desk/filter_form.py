from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.registrations.models import Attendance, State


class Order(models.TextChoices):
    """How the list is sorted."""

    ARRIVAL = "", _("arrival")
    NAME = "name", _("name")
    NEWEST = "newest", _("newest first")


class FilterForm(forms.Form):
    """Which registrations of an event are meant, and in which order; what makes no sense is not said."""

    q = SingleLineField(label=_("Name, address or affiliation"), required=False, max_length=200)
    # Chosen above the form, where the states stand with their counts.
    state = forms.ChoiceField(
        required=False, choices=[("", _("all")), *State.choices], widget=forms.HiddenInput
    )
    attendance = forms.ChoiceField(
        label=_("Takes part"), required=False, choices=[("", _("all")), *Attendance.choices]
    )
    order = forms.ChoiceField(label=_("Sorted by"), required=False, choices=Order)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        if not event.is_hybrid:
            del self.fields["attendance"]

    def found(self):
        """Return the registrations that match."""
        self.is_valid()
        said = self.cleaned_data
        found = self.event.registrations.found_by(said.get("q", ""))
        if self.wanted_state:
            found = found.filter(state=self.wanted_state)
        if attendance := said.get("attendance"):
            found = found.with_attendance(attendance)
        return self._sorted(found, self.wanted_order)

    @property
    def wanted_state(self):
        """The state that is asked for, if one is."""
        self.is_valid()
        return self.cleaned_data.get("state", "")

    @property
    def wanted_order(self):
        """In which order they are asked for."""
        self.is_valid()
        return self.cleaned_data.get("order", "")

    @property
    def narrows(self):
        """Tell whether it leaves somebody out."""
        self.is_valid()
        return any(value for name, value in self.cleaned_data.items() if name != "order")

    @staticmethod
    def _sorted(found, order):
        if order == Order.NAME:
            return found.by_name()
        if order == Order.NEWEST:
            return found.order_by("-created_at", "-pk")
        return found


class SelectionForm(FilterForm):
    """Registrations that were ticked in the list, or all that match its filter."""

    everybody = forms.BooleanField(required=False)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        ticked = event.registrations.all()
        self.fields["pk"] = forms.ModelMultipleChoiceField(queryset=ticked, required=False)

    def chosen(self):
        """Return the registrations that are meant; what makes no sense chooses nobody."""
        if not self.is_valid():
            return self.event.registrations.none()
        if self.cleaned_data["everybody"]:
            return self.found()
        return self.cleaned_data["pk"]
