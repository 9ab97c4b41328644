from django import forms

from events.models.joining import USUAL_MINUTES


class JoiningForm(forms.ModelForm):
    """What a form says about who is shown the join link; what is left open is as usual."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["join_minutes"].required = False
        self.fields["join_rule"].required = False

    def clean_join_minutes(self):
        """Refuse a time that is longer than a week; an empty field means the usual one."""
        minutes = self.cleaned_data["join_minutes"]
        return USUAL_MINUTES if minutes is None else minutes
