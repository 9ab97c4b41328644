from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events import when
from events.forms.fields import SingleLineField
from events.questions.forms import QuestionsMixin
from events.registrations import admission
from events.registrations.models import State, Terms, Wish, key_of
from portal.consents.forms import ConsentMixin
from portal.consents.models import Purpose

LONGEST_ADDRESS = 254


class PartsField(forms.ModelMultipleChoiceField):
    """Which parts of the event somebody would like to take part in; each says when and how full it is."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, part):
        starts = part.starts_at and when.moment(part.starts_at, part.event.zone)
        return " · ".join(
            str(text) for text in (part.name, starts, part.note, self._left(part)) if text
        )

    def _left(self, part):
        if part.places_left == 0:
            return _("all places are taken, you would wait")
        if part.places_left is None:
            return ""
        return ngettext("%(n)d place left", "%(n)d places left", part.places_left) % {
            "n": part.places_left
        }


def wish_field(**more):
    """Return the field in which one says how to take part in a hybrid event."""
    label = _("How would you like to take part?")
    return forms.ChoiceField(label=label, choices=Wish, widget=forms.RadioSelect, **more)


class NameForm(forms.Form):
    """Who comes."""

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


class WhoForm(QuestionsMixin, NameForm):
    """Who comes, to which parts, and what they answer to the event's questions."""

    def about(self, event, parts, answers=()):
        """Ask for these parts and for what the organisers of the event want to know."""
        if parts:
            label = _("What else would you like to take part in?")
            self.fields["parts_wished"] = PartsField(
                label=label, queryset=parts.select_related("event"), required=False
            )
        kept_days = Terms.of(event).effective_keep_sensitive_days
        self.ask(event.questions.all(), answers, kept_days=kept_days)


class CorrectionForm(WhoForm):
    """What somebody who has registered may correct themselves."""

    def __init__(self, data=None, *, registration):
        event = registration.event
        chosen = registration.part_places.values("part")
        initial = {
            "name": registration.name,
            "affiliation": registration.affiliation,
            "parts_wished": event.parts.filter(pk__in=chosen),
            "wish": registration.wish,
        }
        super().__init__(data, initial=initial)
        if registration.state == State.ATTENDED:
            # Whoever was at the entrance saw this name, and a certificate will bear it.
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("You were checked in by this name.")
        if event.is_hybrid and not registration.holds_place:
            self.fields["wish"] = wish_field()
        parts = event.parts.filter(Q(pk__in=chosen) | Q(is_open=True))
        self.about(event, parts, registration.answers.all())


class MemberRegistrationForm(ConsentMixin, WhoForm):
    """Who wants to come, signed in: the address is known."""

    purpose = Purpose.REGISTRATION

    wish = wish_field()

    def __init__(self, *args, event, email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.event, self.email = event, email
        if not event.is_hybrid:
            del self.fields["wish"]
        self.about(event, event.parts.to_choose())
        if "consent" in self.fields:
            self.fields["consent"] = self.fields.pop("consent")  # agreed to at the end

    def clean(self):
        cleaned = super().clean()
        email = cleaned.get("email", self.email)
        if email and not admission.has_domain(self.event, email):
            domains = ", ".join(Terms.of(self.event).domains)
            text = _("Registration is for addresses of: %(domains)s.") % {"domains": domains}
            self.add_error("email" if "email" in self.fields else None, text)
        return cleaned


class AddressField(forms.EmailField):
    """An address to write to, bounded by what is stored of it."""

    def __init__(self, *, help_text, **kwargs):
        super().__init__(
            label=_("E-mail address"),
            max_length=LONGEST_ADDRESS,
            help_text=help_text,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            **kwargs,
        )

    def clean(self, value):
        email = super().clean(value)
        # Small letters may be more than capitals: "İ" becomes two.
        if len(key_of(email)) > LONGEST_ADDRESS:
            raise ValidationError(_("This address is too long."))
        return email


class RegistrationForm(MemberRegistrationForm):
    """Who wants to come, typed by a visitor."""

    field_order = ("name", "affiliation", "email")

    email = AddressField(help_text=_("We write to it, and the place is yours once you confirm."))
