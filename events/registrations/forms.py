from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.registrations import admission
from events.registrations.models import State, Terms, Wish, key_of
from portal.consents.forms import ConsentMixin
from portal.consents.models import Purpose

LONGEST_ADDRESS = 254


class MemberRegistrationForm(ConsentMixin):
    """Who wants to come, signed in: the address is known."""

    purpose = Purpose.REGISTRATION

    def __init__(self, *args, event, email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.event, self.email = event, email
        if not event.is_hybrid:
            del self.fields["wish"]

    def clean(self):
        cleaned = super().clean()
        email = cleaned.get("email", self.email)
        if email and not admission.has_domain(self.event, email):
            domains = ", ".join(Terms.of(self.event).domains)
            text = _("Registration is for addresses of: %(domains)s.") % {"domains": domains}
            self.add_error("email" if "email" in self.fields else None, text)
        return cleaned

    name = SingleLineField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    affiliation = SingleLineField(
        label=_("Affiliation"),
        max_length=200,
        required=False,
        help_text=_("Your university or institute."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    wish = forms.ChoiceField(
        label=_("How would you like to take part?"), choices=Wish, widget=forms.RadioSelect
    )


class RegistrationForm(MemberRegistrationForm):
    """Who wants to come, typed by a visitor."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We write to it, and the place is yours once you confirm."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        email = self.cleaned_data["email"]
        # Small letters may be more than capitals: "İ" becomes two.
        if len(key_of(email)) > LONGEST_ADDRESS:
            raise ValidationError(_("This address is too long."))
        return email


class RegistrationsFilterForm(forms.Form):
    """Which registrations the desk lists."""

    q = SingleLineField(label=_("Name or address"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *State.choices]
    )
