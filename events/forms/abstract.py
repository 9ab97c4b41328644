from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Speaker, Talk
from portal.common.text import render


class AbstractForm(forms.ModelForm):
    """What a talk is about, in the words of its speaker."""

    class Meta:
        model = Talk
        fields = ["abstract"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 14, "spellcheck": "true"})}
        help_texts = {
            "abstract": _("Markdown with LaTeX formulas: $x^2$ in a line, $$x^2$$ on its own.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["abstract"].required = True

    @property
    def wants_preview(self):
        return self.is_bound and self.data.get("then") == "preview"

    def rehearsal(self):
        """Return the abstract as readers would see it, and what is wrong with it yet."""
        errors = [error for field in self.errors.as_data().values() for error in field]
        # What is merely not written yet is no problem while writing.
        problems = [message for e in errors if e.code != "required" for message in e]
        return {"rehearsal": render(self.instance.abstract), "problems": problems}


class IntroductionForm(forms.ModelForm):
    """The short CV of a speaker, in words of their own; it may be taken away."""

    class Meta:
        model = Speaker
        fields = ["biography"]
        widgets = {"biography": forms.Textarea(attrs={"rows": 6, "spellcheck": "true"})}
        help_texts = {"biography": _("Shown with the talk: Markdown, 1,500 characters at most.")}
