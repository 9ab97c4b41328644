from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils.translation import gettext_lazy as _

from events.registrations.models import OpenTo, Terms, key_of
from events.registrations.models.terms import LONGEST_OFFER_HOURS
from portal.mail.letters import one_line

LINES = forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})
MOST_LINES = 2000
NEEDS: dict[str, str] = {OpenTo.DOMAINS: "domains", OpenTo.INVITED: "invited"}


class LinesField(forms.CharField):
    """Reads a text as a list, one entry a line, each once; an entry that is none is named."""

    widget = LINES

    def __init__(self, *, read, **kwargs):
        self.read = read
        super().__init__(required=False, max_length=300 * MOST_LINES, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = [
            line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()
        ]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most %(n)d lines.") % {"n": MOST_LINES})
        return list(dict.fromkeys(self._entry(line) for line in lines))

    def validate(self, value):
        """Nothing is left to check: each line was."""

    def run_validators(self, value):
        """Those of texts do not suit a list."""

    def _entry(self, line):
        try:
            return self.read(line)
        except ValidationError as error:
            raise ValidationError(
                _("“%(line)s” cannot be read. Please write one entry a line."),
                params={"line": one_line(line)[:80]},
            ) from error


def domain(line):
    """Return the domain as it is compared; raise ValidationError where it is none."""
    name = line.removeprefix("@").rstrip(".").lower()
    DomainNameValidator()(name)
    return name


def address(line):
    """Return the address as it is compared; raise ValidationError where it is none."""
    validate_email(line)
    return key_of(line)


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

    class Meta:
        model = Terms
        fields = ["open_to", "domains", "invited", "needs_approval", "offer_hours"]
        widgets = {"open_to": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        invited = self.instance.event.invited.values_list("email_key", flat=True)
        self.initial["invited"] = list(invited)

    def clean(self):
        cleaned = super().clean() or {}
        wanted = NEEDS.get(cleaned.get("open_to", ""))
        if wanted and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _("Say whom: nobody could register."))
        return cleaned
