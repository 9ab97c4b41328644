from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms.fields import InZone, MomentField, SingleLineField
from events.registrations.models import Part


class PartForm(InZone, forms.ModelForm):
    """A part of an event: what, when, for how many."""

    starts_at = MomentField(label=_("Begins"), required=False)

    class Meta:
        model = Part
        fields = ["name", "starts_at", "note", "capacity", "is_open"]
        field_classes = {"name": SingleLineField, "note": SingleLineField}

    def zone(self):
        return self.instance.event.zone

    def clean_capacity(self):
        """Nobody is thrown out: fewer places than are taken is refused."""
        capacity, taken = self.cleaned_data["capacity"], self.instance.places_taken
        if capacity is not None and capacity < taken:
            raise ValidationError(_("%(n)d places are taken already.") % {"n": taken})
        return capacity
