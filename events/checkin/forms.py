from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField


class FindForm(forms.Form):
    """Whom somebody at the entrance looks for."""

    q = SingleLineField(
        label=_("Part of a name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class ScanForm(forms.Form):
    """What a camera or a hand scanner read from somebody's code."""

    code = SingleLineField(
        label=_("Code"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("A hand scanner types it here by itself."),
    )


class AttendanceForm(forms.Form):
    """Several people of an event at once."""

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        changed = _("The list has changed meanwhile; please choose again.")
        self.fields["present"] = forms.ModelMultipleChoiceField(
            event.registrations.all(),
            error_messages={
                "required": _("Nobody was chosen."),
                "invalid_choice": changed,
                "invalid_pk_value": changed,
            },
        )
