from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events import retelling
from events.forms.fields import SingleLineField
from events.forms.publications import PublicationsField
from events.models import Speaker, Talk
from projects.models import Person


class TalkForm(forms.ModelForm):
    """What a talk is about; its time and room are given on the board (events.timetable)."""

    # What the talk said when the page was opened: nobody overwrites what they did not see.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    title = SingleLineField(
        label=_("Title"), max_length=300, help_text=_("Formulas between $ signs are typeset.")
    )
    publications = PublicationsField(label=_("Publications"), required=False)

    class Meta:
        model = Talk
        fields = ["title", "abstract", "publications", "is_cancelled"]
        help_texts = {"abstract": _("Markdown; formulas between $ signs are typeset.")}

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        self._mark = self.initial["seen"] = (
            retelling.mark(self.instance) if self.instance.pk else ""
        )

    def clean(self):
        if self.cleaned_data.get("seen", "") not in ("", self._mark):
            typed: Any = copy(self.data)
            typed["seen"] = self._mark
            self.data = typed
            self.add_error(
                None,
                _(
                    "Somebody changed this talk meanwhile: what is stored now stands on its page. What you typed is below; save again to store it instead."
                ),
            )
        return super().clean()

    def save(self, commit=True):
        if "is_cancelled" in self.changed_data and not self.instance.is_cancelled:
            self.instance.leave_slot()
        return super().save(commit)


class SpeakerForm(forms.ModelForm):
    name = SingleLineField(label=_("Name"), max_length=200)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)
    person = forms.ModelChoiceField(
        Person.objects.all(),
        label=_("Person of the programme"),
        required=False,
        empty_label=_("A guest"),
    )

    class Meta:
        model = Speaker
        fields = ["name", "affiliation", "person", "biography"]
        widgets = {"biography": forms.Textarea(attrs={"rows": 3, "spellcheck": "true"})}
        help_texts = {"biography": _("Shown with the talk: Markdown, 1,500 characters at most.")}


class BaseSpeakerFormSet(forms.BaseInlineFormSet):
    """The speakers of a talk in their order; empty lines are left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Everybody is asked for once, not once per line.
        people = [("", _("A guest")), *Person.objects.values_list("pk", "name")]
        for form in self.forms:
            form.fields["person"].widget.choices = people

    def save(self, commit=True):
        for position, form in enumerate(self.forms):
            form.instance.position = position
        return super().save(commit=commit)


SpeakerFormSet = forms.inlineformset_factory(
    Talk,
    Speaker,
    SpeakerForm,
    BaseSpeakerFormSet,
    extra=2,
    can_delete_extra=False,
    max_num=20,
    absolute_max=40,
    validate_max=True,
)
