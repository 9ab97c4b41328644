from copy import copy
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models import Article, State
from projects.models import Project

PREVIEW = "preview"


class ArticleForm(forms.ModelForm):
    """What an editor writes, and what is to follow: only saving, a preview, or another state."""

    # What the stored article was when the page was opened: two editors must not overwrite each other.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    then = forms.ChoiceField(
        required=False,
        choices=[("", ""), (PREVIEW, ""), *State.choices],
        widget=forms.HiddenInput,
    )

    external_url = forms.URLField(
        label=_("Address of a report elsewhere"),
        help_text=_("Where this is only a pointer to what somebody else reports."),
        max_length=400,
        required=False,
        assume_scheme="https",
    )
    projects = forms.ModelMultipleChoiceField(
        label=_("Projects"),
        help_text=_("Those it is about; it then stands on their pages, too."),
        queryset=Project.objects.only("title"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Article
        fields = ["title", "summary", "body", "date", "language", "external_url", "projects"]
        help_texts = {
            "title": _("Formulas stand between dollar signs: $x^2$."),
            "summary": _("One or two sentences for lists, the feed and mails."),
            "body": _("Markdown with LaTeX formulas: $x^2$ in a line, $$x^2$$ on its own."),
            "date": _("2021, 2021-03 or 2021-03-15; left empty, the day of publication."),
        }
        widgets = {
            "title": forms.TextInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        self.fields["body"].widget.attrs |= {
            "data-preview-url": reverse("news-desk:preview", args=self._which()),
            "data-preview-target": "preview",
        }

    @property
    def wants_preview(self):
        return self.is_bound and self["then"].value() == PREVIEW

    @property
    def next_state(self):
        """The state to enter after saving; "" to stay."""
        return self.cleaned_data["then"]

    def rehearsal(self):
        """Return the article as readers would see it were it published now, and what is wrong yet."""
        problems = self._problems()
        return {
            "article": self.instance.rehearse(),
            "projects": self.cleaned_data.get("projects", []),
            "problems": problems,
        }

    def admit_conflict(self, stored):
        """Keep what was typed; saving once more then replaces `stored` knowingly."""
        data: Any = copy(self.data)
        data["seen"] = stored.version
        self.data = data

    def _which(self):
        return [self.instance.pk] if self.instance.pk else []

    def _problems(self):
        # What is merely not written yet is no problem while writing.
        errors = [error for field in self.errors.as_data().values() for error in field]
        return [message for error in errors if error.code != "required" for message in error]


class StateForm(forms.Form):
    """A button of the list: the state an article is to enter."""

    state = forms.ChoiceField(choices=State.choices)


class StateFilterForm(forms.Form):
    """Which articles the list at the desk shows."""

    CHOICES = [("", _("All")), *State.choices]

    state = forms.ChoiceField(choices=CHOICES, required=False)

    @property
    def state_wanted(self):
        return self.cleaned_data["state"] if self.is_valid() else ""
