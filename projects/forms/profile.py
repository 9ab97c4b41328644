from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.text import one_line
from projects.models import ChangeRequest, Person
from projects.orcid import normal


def orcid_is_proved():
    """Tell whether one can sign in by ORCID here: then nobody types theirs, but connects it."""
    providers = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {})
    apps = providers.get("openid_connect", {}).get("APPS", [])
    return any(app.get("provider_id") == "orcid" for app in apps)


class PersonForm(forms.ModelForm):
    """What a page says about somebody beside places and projects."""

    homepage = forms.URLField(
        label=_("Homepage"),
        max_length=400,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    orcid = forms.CharField(
        label=_("ORCID"),
        required=False,
        max_length=60,
        help_text=_("Such as 0000-0002-1825-0097, or the address of the page at orcid.org."),
    )

    class Meta:
        model = Person
        fields = ["name", "homepage", "orcid"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def clean_name(self):
        if not (name := one_line(self.cleaned_data["name"])):
            raise ValidationError(_("This field is required."), code="required")
        return name

    def clean_orcid(self):
        return normal(self.cleaned_data["orcid"]) or None


class ProfileForm(PersonForm):
    """The same for one's own page; an ORCID that can be proved is not typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if orcid_is_proved():
            del self.fields["orcid"]


class RequestForm(forms.ModelForm):
    """What somebody wants changed."""

    class Meta:
        model = ChangeRequest
        fields = ["text"]
        help_texts = {"text": _("What is wrong, and what it should say instead.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6, "spellcheck": "true"})}


class AnswerForm(forms.Form):
    """What is answered to a request; it goes out by mail."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        help_text=_("Goes to whoever asked, by mail. Markdown."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
    )
