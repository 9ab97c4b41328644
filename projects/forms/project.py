import re
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.text import one_line
from projects.forms.rows import TeamForm
from projects.models import Membership, Project

PREVIEW = "preview"
MOST_KEYWORDS = 20
LONGEST_KEYWORD = 120
PART = Membership.Role
OF_LEADERS = ["acronym", "title_de", "summary", "keywords", "website"]


class KeywordsField(forms.CharField):
    """Some words or phrases, with commas between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        words = (one_line(word) for word in re.split(r"[,;\n]", super().to_python(value) or ""))
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value):
        super().validate(value)
        if len(value) > MOST_KEYWORDS:
            raise ValidationError(_("Give at most %(n)d keywords."), params={"n": MOST_KEYWORDS})
        if any(len(word) > LONGEST_KEYWORD for word in value):
            raise ValidationError(_("One of the keywords is too long."))

    def run_validators(self, value):
        # A length, say, is asked of the text.
        super().run_validators(", ".join(value))

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class ProjectForm(forms.ModelForm):
    """What who leads a project writes on its page; coordinators the title as well."""

    # What was stored when the page was opened: two people must not overwrite each other.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    then = forms.ChoiceField(
        required=False, choices=[("", ""), (PREVIEW, "")], widget=forms.HiddenInput
    )
    keywords = KeywordsField(
        label=_("Keywords"), required=False, help_text=_("With commas between them.")
    )
    website = forms.URLField(
        label=_("Website"), max_length=400, required=False, assume_scheme="https"
    )

    class Meta:
        model = Project
        fields = ["title", *OF_LEADERS]
        help_texts = {
            "title": _("Formulas stand between dollar signs: $x^2$."),
            "summary": _("Markdown with LaTeX formulas: $x^2$ in a line, $$x^2$$ on its own."),
        }
        widgets = {
            "title_de": forms.TextInput(attrs={"lang": "de"}),
            "summary": forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
        }

    def __init__(self, *args, may_retitle=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_retitle:
            del self.fields["title"]
        self.fields["seen"].initial = self.version(self.instance)
        self.fields["summary"].widget.attrs |= {
            "data-preview-url": reverse("projects:edit-preview", args=[self.instance.slug]),
            "data-preview-target": "preview",
        }

    @property
    def written(self):
        """The fields of the project that this form writes."""
        return [name for name in self.fields if name in self.Meta.fields]

    @property
    def wants_preview(self):
        return self.is_bound and self["then"].value() == PREVIEW

    def version(self, project):
        """Return what changes with whatever this form writes."""
        said = [str(getattr(project, name)) for name in self.written]
        return sha256("\0".join(said).encode()).hexdigest()[:20]

    def rehearsal(self):
        """Return the project as readers would see it were it saved now, and what is wrong yet."""
        problems = [message for error in self.errors.values() for message in error]
        return {"rehearsed": self.instance.rehearse(), "problems": problems}

    def admit_conflict(self, stored):
        """Keep what was typed; saving once more then replaces `stored` knowingly."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["seen"] = self.version(stored)
        self.data = data


class TeamRow(TeamForm):
    """A row of the team; to lead is for coordinators to give."""

    def __init__(self, *args, by_coordinator, **kwargs):
        super().__init__(*args, **kwargs)
        if not by_coordinator:
            role: Any = self.fields["role"]
            role.choices = [(part.value, part.label) for part in (PART.RESEARCHER, PART.ASSOCIATE)]


class TeamRows(forms.BaseInlineFormSet):
    """The people of a project, each with part and times."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            if not data.get("role") or data.get("DELETE"):
                continue
            key = (form.instance.person_id, data["role"])
            if key in seen or self._stands_elsewhere(key):
                form.add_error("role", _("This person has that part already."))
            seen.add(key)

    def _stands_elsewhere(self, key):
        shown = [form.instance.pk for form in self.forms]
        others = self.instance.memberships.exclude(pk__in=shown)
        return others.filter(person=key[0], role=key[1]).exists()


Team = forms.inlineformset_factory(
    Project, Membership, form=TeamRow, formset=TeamRows, extra=0, max_num=0
)


class JoinForm(forms.Form):
    """Who joins the team, and as what."""

    person = forms.IntegerField()
    role = forms.ChoiceField(choices=PART)
