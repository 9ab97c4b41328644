from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.mail import topics
from portal.mail.models import State, Subscription
from portal.mail.models.subscription import normal


class AddressField(forms.EmailField):
    """An e-mail address, read as it is stored and compared."""

    def to_python(self, value):
        return normal(super().to_python(value))


class SubscribeForm(forms.Form):
    """Where to send what, from somebody whose address is not proven yet."""

    email = AddressField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What would you like to hear of?"),
        choices=topics.choices,
        initial=list(topics.TOPICS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one topic.")},
    )


class AnyTopicsField(forms.MultipleChoiceField):
    """Topics of which none may be chosen too; that is an answer like any other, not an omission."""

    def validate(self, value):
        if value:
            super().validate(value)


class TopicsForm(forms.Form):
    """What to send to an address that is known to be the reader's; nothing chosen ends it all."""

    topics = AnyTopicsField(
        label=_("What would you like to hear of?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, email, with_own=False):
        wanted = Subscription.objects.of_address(email).wanted()
        chosen = list(wanted.values_list("topic", flat=True))
        super().__init__(data, initial={"topics": chosen})
        field = cast("forms.MultipleChoiceField", self.fields["topics"])
        field.choices = topics.choices(beside=chosen, with_own=with_own)


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
