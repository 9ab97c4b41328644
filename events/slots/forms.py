from django import forms
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import SingleLineField
from events.models import Talk
from portal.common.text import plain


class ClaimForm(forms.ModelForm):
    """What is said at a date that was open."""

    title = SingleLineField(
        label=_("Title"), max_length=300, help_text=_("Formulas between $ signs are typeset.")
    )

    class Meta:
        model = Talk
        fields = ["title", "abstract"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 10, "spellcheck": "true"})}
        help_texts = {
            "abstract": _("Markdown with LaTeX formulas. You can write it later, too."),
        }


class SwapForm(forms.Form):
    """With which talk of the series a speaker would like to exchange the date."""

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = {str(talk.pk): talk for talk in partners}
        self.fields["other"] = forms.ChoiceField(
            label=_("Exchange with"), widget=forms.RadioSelect, choices=self._choices()
        )

    def _choices(self):
        for key, talk in self.partners.items():
            yield key, f"{when.of_talk(talk)} · {talk.speaker_line} · {plain(talk.title)}"

    @property
    def other(self):
        """The talk that was chosen."""
        return self.partners[self.cleaned_data["other"]]
