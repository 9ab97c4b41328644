import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import InZone, MomentField, SingleLineField
from events.models import Event

IN_SERIES = datetime.timedelta(weeks=4)
LAST_MINUTE = datetime.time(23, 59)


def usual_end(host):
    """Return until when a talk is usually written: the begin of an event, in a series four weeks from now."""
    if isinstance(host, Event):
        begins_at = host.begins_at
        return begins_at if begins_at and begins_at > timezone.now() else None
    evening = when.local(timezone.now() + IN_SERIES, host.zone)
    return evening.replace(
        hour=LAST_MINUTE.hour, minute=LAST_MINUTE.minute, second=0, microsecond=0
    )


class UntilForm(InZone, forms.Form):
    """Until when a talk can be written, by the clocks of the event."""

    until = MomentField(label=_("Can be written until"))

    def __init__(self, *args, host, **kwargs):
        self.host = host
        super().__init__(*args, **kwargs)
        text = _("The text may change until then, also in the programme. Time zone: %(zone)s.")
        self.fields["until"].help_text = text % {"zone": host.zone}

    def zone(self):
        return self.host.zone

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(_("This is over already."))
        return until


class AddressForm(forms.Form):
    """Where a speaker is reached."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A new link goes there; the old one ends, and reminders go there as well."),
    )


class InviteForm(UntilForm):
    """Who is to speak, and in which words they are asked."""

    name = SingleLineField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    title = SingleLineField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("If it is known already; the speaker may change it."),
    )
    words = forms.CharField(
        label=_("Your words"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"}),
        help_text=_(
            "In place of the usual sentence, between “Dear …,” and the link. Markdown. Answers go to your address."
        ),
    )

    field_order = ["name", "email", "title", "words", "until"]

    def __init__(self, *args, host, **kwargs):
        super().__init__(*args, host=host, initial={"until": usual_end(host)}, **kwargs)

    def clean(self):
        if isinstance(self.host, Event) and self.host.is_cancelled:
            raise ValidationError(_("The event is cancelled."))
        return super().clean()
