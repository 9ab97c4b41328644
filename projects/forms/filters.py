from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CHOICES = 20
LONGEST_CHOICE = 80


class ChoicesField(forms.Field):
    """Any number of values, each once; whether there is such a value is for the list to say."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        texts = [text.replace("\0", "")[:LONGEST_CHOICE] for text in value or []]
        return list(dict.fromkeys(text for text in texts if text))[:MOST_CHOICES]


class FilterForm(forms.Form):
    """What a reader asks of the list of projects."""

    q = forms.CharField(label=_("Search projects"), max_length=200, required=False)
    perspective = ChoicesField(required=False)
    phase = ChoicesField(required=False)
    area = ChoicesField(required=False)
    institution = ChoicesField(required=False)


class NameForm(forms.Form):
    """Whom a reader looks for in the list of people."""

    q = forms.CharField(label=_("Search people"), max_length=200, required=False)
