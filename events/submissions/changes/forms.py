from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.submissions.models import ChangeProposal


class ChangeForm(forms.ModelForm):
    """What the author would like to have changed in a text that is fixed."""

    title = SingleLineField(label=_("Title"), max_length=300)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)

    class Meta:
        model = ChangeProposal
        fields = [*ChangeProposal.TEXT, "note"]
        labels = {"note": _("A word to the organisers")}
        help_texts = {"note": _("Why, or what else is to be changed, such as a co-author.")}
        widgets = {
            "abstract": forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
            "note": forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        }


class ChangeAnswerForm(forms.Form):
    """Whether an organiser accepts a change, having seen the text of that revision."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")])
    revision = forms.IntegerField()
    words = forms.CharField(
        label=_("A word to the author"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
    )
