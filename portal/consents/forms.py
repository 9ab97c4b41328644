from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.text import MarkdownFormField
from portal.consents.models import ConsentText, Purpose


class ConsentInput(forms.CheckboxInput):
    """A box to tick below the text it stands for; ticked below an older text it does not count."""

    def __init__(self, text):
        super().__init__()
        self.text = text

    def value_from_datadict(self, data, files, name):
        ticked = super().value_from_datadict(data, files, name)
        return ticked and data.get(f"{name}_to") == str(self.text.pk)


class ConsentMixin(forms.Form):
    """Asks to agree to the text that holds for `purpose`; without a text nothing is asked.

    `agreed_text` is what was agreed to: hand it to `consenting.give` in the verb's transaction.
    """

    purpose: Purpose

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed_text = ConsentText.objects.current(self.purpose)
        if self.agreed_text:
            self.fields["consent"] = forms.BooleanField(
                label=_("I have read this and agree."),
                widget=ConsentInput(self.agreed_text),
                template_name="consents/consent_field.html",
                error_messages={
                    "required": _("Please read the text and agree to it: we cannot go on without.")
                },
            )

    def clean(self):
        cleaned = super().clean()
        self.cleaned_data.pop("consent", None)
        return cleaned


class AgreeForm(ConsentMixin):
    """Nothing but agreeing to the text for accounts."""

    purpose = Purpose.ACCOUNT


class ConsentTextForm(forms.ModelForm):
    class Meta:
        model = ConsentText
        fields = ("purpose", "text", "text_de", "valid_from")
        field_classes = {"text": MarkdownFormField, "text_de": MarkdownFormField}
        widgets = {"valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "text": _(
                "Markdown with links. Say what is stored, why, for how long and who sees it."
            ),
            "valid_from": _(
                "From this day on it is asked for; the day of publishing at the earliest."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The versions of a purpose are counted: a draft stays with its own.
        if self.instance.pk:
            del self.fields["purpose"]
