from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDateFormField
from projects import directory


class DirectoryForm(forms.Form):
    """Whom the desk's list of people shows."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=200)
    show = forms.ChoiceField(label=_("Show"), required=False, choices=directory.SHOWN)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("any")), *Role.choices]
    )

    def chosen(self):
        """Return what was asked for; what is no choice is left out."""
        self.full_clean()
        data = self.cleaned_data
        return {
            "text": data.get("q", ""),
            "show": data.get("show", ""),
            "role": data.get("role", ""),
        }


class RolesForm(forms.Form):
    """Which roles an account has."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A coordinator is all the others as well; organisers and editors are members."),
    )


class AddressForm(forms.Form):
    """The account that is to get a page."""

    email = forms.EmailField(label=_("E-mail address of the account"), max_length=254)


class CloseForm(forms.Form):
    """When the parts in projects end, if they do."""

    ends = PartialDateFormField(
        label=_("Parts in projects end"),
        required=False,
        help_text=_("2021, 2021-03 or 2021-03-15; left empty, they stay as they are."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends"].initial = timezone.localdate().isoformat
