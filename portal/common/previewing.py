"""Doing only what was seen: a form that first shows what it comes to, then does just that."""

from hashlib import sha256

from django import forms

ACT = "send"


class PreviewedForm(forms.Form):
    """A form whose first button shows what it comes to, and whose second one does it.

    Its page sends `digest` along as `seen`, and `then` by the button under the preview.
    """

    # What the preview showed: what was changed since is shown again before it is done.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    then = forms.ChoiceField(
        required=False, choices=[("", ""), (ACT, "")], widget=forms.HiddenInput
    )

    def previewed(self):
        """Return what a valid form comes to, as anything whose `repr` tells one preview from another."""
        raise NotImplementedError("A form says what its preview shows.")

    @property
    def digest(self):
        """What tells one preview from another."""
        return sha256(repr(self.previewed()).encode()).hexdigest()

    @property
    def is_to_be_done(self):
        """Tell whether the button under the preview of just this was pressed."""
        return self._wants_to_act and self.cleaned_data["seen"] == self.digest

    @property
    def was_changed(self):
        """Tell whether the button was pressed for something else than the preview had shown."""
        return self._wants_to_act and self.cleaned_data["seen"] != self.digest

    @property
    def _wants_to_act(self):
        return self.cleaned_data["then"] == ACT
