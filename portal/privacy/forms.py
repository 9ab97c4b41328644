from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.privacy import subjects
from projects.models import Person


class EraseForm(forms.Form):
    """What becomes of the name with given talks."""

    KEEP, REMOVE = "keep", "remove"

    names = forms.ChoiceField(
        label=_("Your name with talks you gave"),
        choices=[
            (KEEP, _("It stays, as part of the record of the programme")),
            (REMOVE, _("It is removed there, too")),
        ],
        widget=forms.RadioSelect,
        initial=KEEP,
    )

    @property
    def keep_names(self):
        return self.cleaned_data["names"] == self.KEEP


class FindForm(forms.Form):
    """Whose data a coordinator looks for."""

    q = forms.CharField(label=_("Name or e-mail address"), max_length=200, strip=True)


class WhoseForm(forms.Form):
    """Whose data it is, "user:1", "person:2" or "address:a@example.org", and why it is looked at."""

    whose = forms.CharField(max_length=300, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why do you look?"),
        max_length=300,
        help_text=_("For example: asked by mail on 3 May. Name nobody: the person can read it."),
    )

    def clean_whose(self):
        kind, _colon, key = self.cleaned_data["whose"].partition(":")
        subject = _subject(kind, key)
        if subject is None:
            raise ValidationError(_("Nobody is known by that."))
        self.subject = subject
        return self.cleaned_data["whose"]


def _subject(kind, key):
    if kind == "address" and "@" in key:
        return subjects.of_address(key)
    if not (key.isascii() and key.isdigit()):
        return None
    if kind == "user" and (user := User.objects.filter(pk=int(key)).first()):
        return subjects.of_user(user)
    people = Person.objects.select_related("user")
    if kind == "person" and (person := people.filter(pk=int(key)).first()):
        return subjects.of_person(person)
    return None
