from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.mail import topics
from portal.mail.models import Frequency, State, Subscription
from portal.mail.models.subscription import normal


class AddressField(forms.EmailField):
    """An e-mail address, read as it is stored and compared."""

    def to_python(self, value):
        return normal(super().to_python(value))


ASKED_AT_MOST = 50  # topics beside those that are listed
OWN_FREQUENCIES = {
    topic: [(how, how.label), (Frequency.OFF, Frequency.OFF.label)]
    for topic, how in ((topics.WEEK, Frequency.WEEKLY), (topics.MEMBERS, Frequency.AT_ONCE))
}


class SubscribeForm(forms.Form):
    """Where to send what, from somebody whose address is not proven yet."""

    email = AddressField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What would you like to hear of?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one topic.")},
    )
    frequency = forms.ChoiceField(
        label=_("How often?"),
        choices=[
            (Frequency.AT_ONCE, _("At once, as soon as there is something new")),
            (Frequency.WEEKLY, _("Weekly, all together in one letter on Mondays")),
        ],
        widget=forms.RadioSelect,
        initial=Frequency.AT_ONCE,
        error_messages={"required": _("Choose how often.")},
    )

    def __init__(self, data=None, *, topic=""):
        """Offer what is listed and the topic whose page led here, which is then ticked already."""
        asked = data.getlist("topics")[:ASKED_AT_MOST] if data is not None else [topic]
        offered = dict(topics.choices(asked))
        ticked = [topic] if topic in offered else [topics.NEWS, topics.EVENTS]
        super().__init__(data, initial={"topics": ticked})
        field = cast("forms.MultipleChoiceField", self.fields["topics"])
        field.choices = list(offered.items())


class TopicsForm(forms.Form):
    """How often each topic goes to an address that is known to be the reader's.

    Each topic is a field under its key; what is not said stays as it is.
    """

    def __init__(self, data=None, *, email, topic="", with_own=False):
        """Offer what is listed, what the address has, and the topic whose page led here."""
        wanted = Subscription.objects.of_address(email).wanted()
        self._has = dict(wanted.values_list("topic", "frequency"))
        ended = Subscription.objects.of_address(email).ended().to(topics.MEMBERS)
        # What members get unasked, until they end it.
        self._unasked = {} if ended.exists() else {topics.MEMBERS: Frequency.AT_ONCE}
        asked = list(data)[:ASKED_AT_MOST] if data is not None else [topic]
        own = with_own or not topics.OWN_TOPICS.keys().isdisjoint(self._has)
        super().__init__(data)
        self._offer(topics.choices([*self._has, *asked], with_own=own), topic)

    def _offer(self, offered, topic):
        first = {topic: Frequency.AT_ONCE} if topic not in topics.OWN_TOPICS else {}
        for key, name in offered:
            self.fields[key] = forms.ChoiceField(
                label=name,
                choices=OWN_FREQUENCIES.get(key, Frequency.choices),
                initial=(self._unasked | first | self._has).get(key, Frequency.OFF),
                required=False,
            )

    @property
    def frequencies(self):
        """How often each topic is wanted, by its key, once the form is valid."""
        kept = self._has.keys() | self.fields.keys() - self._unasked.keys()
        return {
            key: self.cleaned_data[key] or field.initial
            for key, field in self.fields.items()
            if self.cleaned_data[key] or key in kept
        }


class MessagesFilterForm(forms.Form):
    """Which messages the desk lists."""

    q = forms.CharField(label=_("Subject or receiver"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("With deliveries that are"),
        required=False,
        choices=[("", _("any")), *State.choices],
    )


class SuppressionForm(forms.Form):
    """An address to which nothing is to be sent any more."""

    email = AddressField(label=_("E-mail address"), max_length=254)
    detail = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("For your colleagues.")
    )
