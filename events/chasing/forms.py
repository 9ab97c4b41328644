from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.chasing.models import LONGEST, Ladder

MOST = 5


class LadderForm(forms.ModelForm):
    """When the speakers of an event are asked for what is missing, if at all."""

    days = forms.CharField(
        label=_("Days before the event"),
        max_length=40,
        help_text=_(
            "Numbers, for example: 21, 7, 2. Slides are asked for on the last of them, and as many days after the"
            " event."
        ),
    )

    class Meta:
        model = Ladder
        fields = ["is_on", "days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["days"] = ", ".join(str(days) for days in self.instance.rungs)

    def clean_days(self):
        """Return the numbers, the longest time first."""
        words = self.cleaned_data["days"].replace(",", " ").replace(";", " ").split()
        if not all(
            word.isascii() and word.isdigit() and len(word) <= len(str(LONGEST)) for word in words
        ):
            raise ValidationError(_("Give whole numbers with commas between them."))
        days = sorted({int(word) for word in words}, reverse=True)
        if not days or len(days) > MOST:
            raise ValidationError(_("Between one and %(n)d numbers.") % {"n": MOST})
        if not all(1 <= number <= LONGEST for number in days):
            raise ValidationError(_("Each between 1 and %(n)d days.") % {"n": LONGEST})
        return days
