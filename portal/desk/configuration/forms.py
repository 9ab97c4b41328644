from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import LinkField, SingleLineField
from portal.accounts.roles import Role
from portal.desk.configuration.seen import SeenForm
from portal.preferences.models import Preferences
from projects.models import MenuItem, Programme
from projects.models.programme import whole_menu


class NamesForm(SeenForm, forms.ModelForm):
    """What the programme is called and who stands behind it."""

    name = SingleLineField(label=_("Name"), max_length=200)
    name_de = SingleLineField(
        label=_("Name in German"),
        max_length=200,
        required=False,
        help_text=_("Empty: the same as in English."),
    )
    acronym = SingleLineField(
        label=_("Acronym"),
        max_length=40,
        required=False,
        help_text=_("Stands below the name on every page and at the end of every title."),
    )
    website = LinkField(label=_("Website"), required=False)

    class Meta:
        model = Programme
        fields = [
            *("name", "name_de", "acronym", "short_name", "question", "kind", "funder"),
            *("grant_number", "website", "contact", "about"),
        ]
        help_texts = {"about": _("Markdown; formulas between $ signs are typeset.")}


class ColourForm(SeenForm, forms.ModelForm):
    """The programme's colour."""

    class Meta:
        model = Programme
        fields = ["accent"]
        help_texts = {"accent": _("As #rrggbb, for example #2b3fbf.")}
        widgets = {"accent": forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"})}


class MenuForm(SeenForm, forms.Form):
    """What the main menu holds, in which order: each entry has a number, or none."""

    def __init__(self, data=None, *, instance):
        self.instance = instance
        super().__init__(data)

    def own_fields(self):
        places = {entry: number for number, entry in enumerate(self.instance.menu, 1)}
        return {
            entry.value: forms.IntegerField(
                label=entry.label,
                required=False,
                min_value=1,
                max_value=99,
                initial=places.get(entry.value),
            )
            for entry in MenuItem
        }

    def save(self):
        """Store the entries that have a number, in the order of the numbers."""
        places = {entry: self.cleaned_data[entry] for entry in whole_menu()}
        shown = [entry for entry in whole_menu() if places[entry]]
        self.instance.menu = sorted(shown, key=lambda entry: places[entry] or 0)
        self.instance.save()


class SenderForm(SeenForm, forms.ModelForm):
    """In whose name mails go out, and where answers to them go."""

    sender_name = SingleLineField(
        label=_("Name of the sender"),
        max_length=120,
        required=False,
        help_text=_("What readers see as the sender. Empty: only the address."),
    )

    class Meta:
        model = Preferences
        fields = ["sender_name", "reply_to"]
        help_texts = {
            "reply_to": _(
                "Where an answer goes if the mail itself names nobody. Empty: to the sender."
            )
        }


class RetentionForm(SeenForm, forms.ModelForm):
    """For how many days what is stored about people is kept."""

    class Meta:
        model = Preferences
        fields = [
            *("registration_days", "sensitive_days", "unconfirmed_days", "mail_days"),
            *("certificate_days", "audit_days"),
        ]


class AccountsForm(SeenForm, forms.ModelForm):
    """Who may open an account, and who needs more than one proof to sign in."""

    second_factor_roles = forms.MultipleChoiceField(
        label=_("Roles that need a second factor"),
        help_text=_(
            "Whoever has one of them, by itself or as part of a larger one, sees what visitors see "
            "until a passkey or an app for codes is set up."
        ),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Preferences
        fields = ["signup", "second_factor_roles"]
        widgets = {"signup": forms.RadioSelect}


class DomainsForm(SeenForm, forms.Form):
    """The domains of the e-mail addresses of each institution, all in one table."""

    def __init__(self, data=None, *, instance):
        self.institutions = {f"institution-{row.pk}": row for row in instance}
        super().__init__(data)

    def own_fields(self):
        return {name: _domains_field(row) for name, row in self.institutions.items()}

    def save(self):
        """Store what differs from before."""
        for name, institution in self.institutions.items():
            if self.cleaned_data[name] != institution.domains:
                institution.domains = self.cleaned_data[name]
                institution.save(update_fields=["domains"])


class DomainsField(forms.CharField):
    """Domains in small letters, between commas or blanks, each at most once."""

    def __init__(self, field, **kwargs):
        self.each = field.base_field
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        words = (super().to_python(value) or "").lower().replace(",", " ").split()
        return list(dict.fromkeys(word.removeprefix("@") for word in words))

    def run_validators(self, value):
        for domain in value:
            self.each.clean(domain, None)


def _domains_field(institution):
    field: Any = institution._meta.get_field("domains")
    return DomainsField(
        field, label=institution.name, required=False, initial=list(institution.domains)
    )
