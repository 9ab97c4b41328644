from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.forms.fields import MomentField, SingleLineField, set_zone
from events.submissions.models import LateCode


class LateCodeForm(forms.ModelForm):
    """For whom a code is, how many talks it lets in, and until when by the clocks of the event."""

    label = SingleLineField(
        label=_("For whom"),
        max_length=200,
        help_text=_("Only organisers read it. No names are needed: “the group in Exampletown”."),
    )
    most_uses = forms.IntegerField(
        label=_("How many talks"), min_value=1, max_value=1000, initial=1
    )
    ends_at = MomentField(label=_("Until"), required=False)

    class Meta:
        model = LateCode
        fields = ["label", "most_uses", "ends_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self.instance.call.zone
        set_zone(self, zone)
        text = _("Talks can be submitted and changed until then. Time zone: %(zone)s.")
        self.fields["ends_at"].help_text = text % {"zone": zone}

    def clean_ends_at(self):
        ends_at = self.cleaned_data["ends_at"]
        if ends_at and ends_at <= timezone.now():
            raise ValidationError(_("This is over already."))
        return ends_at


class CodeForm(forms.Form):
    """A code as somebody types it."""

    code = SingleLineField(
        label=_("Code"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
