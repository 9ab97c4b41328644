from django import forms
from django.core.validators import DomainNameValidator, validate_email
from django.utils.translation import gettext_lazy as _

from events.forms.lines import LinesField
from events.registrations.models import OpenTo, Terms, key_of
from events.registrations.models.terms import LONGEST_KEPT, LONGEST_OFFER_HOURS
from portal.preferences.models import Preferences

NEEDS: dict[str, str] = {OpenTo.DOMAINS: "domains", OpenTo.INVITED: "invited"}


def domain(line):
    """Return the domain as it is compared; raise ValidationError where it is none."""
    name = line.removeprefix("@").rstrip(".").lower()
    DomainNameValidator()(name)
    return name


def address(line):
    """Return the address as it is compared; raise ValidationError where it is none."""
    validate_email(line)
    return key_of(line)


def days_field(label):
    """Return a field for the days after the event for which something is kept; empty is as usual."""
    return forms.IntegerField(label=label, min_value=1, max_value=LONGEST_KEPT, required=False)


class TermsForm(forms.ModelForm):
    """On what terms one registers for an event."""

    domains = LinesField(
        read=domain,
        label=_("Domains"),
        help_text=_("One a line, such as uni.example; addresses below it count, too."),
    )
    invited = LinesField(
        read=address,
        label=_("Invited addresses"),
        help_text=_("One a line. Whether an address is invited only its owner learns, by mail."),
    )
    offer_hours = forms.IntegerField(
        label=_("Hours to accept a place"),
        min_value=0,
        max_value=LONGEST_OFFER_HOURS,
        help_text=Terms._meta.get_field("offer_hours").help_text,
    )

    keep_days = days_field(_("Days to keep who registered"))
    keep_sensitive_days = days_field(_("Days to keep sensitive answers"))

    class Meta:
        model = Terms
        fields = [
            *("open_to", "domains", "invited", "needs_approval", "offer_hours"),
            *("keep_days", "keep_sensitive_days"),
        ]
        widgets = {"open_to": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        invited = self.instance.event.invited.values_list("email_key", flat=True)
        self.initial["invited"] = list(invited)
        usual = Preferences.current()
        text = _("After the event. Empty: %(days)d, as everywhere in this portal.")
        self.fields["keep_days"].help_text = text % {"days": usual.registration_days}
        self.fields["keep_sensitive_days"].help_text = text % {"days": usual.sensitive_days}

    def clean(self):
        cleaned = super().clean() or {}
        wanted = NEEDS.get(cleaned.get("open_to", ""))
        if wanted and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _("Say whom: nobody could register."))
        return cleaned
