"""Which talks of a programme somebody chose, as an address says it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST = 300
NUMBERS = re.compile(r"\d{1,18}(?:,\d{1,18})*", re.ASCII)


class NumbersField(forms.CharField):
    """Numbers with commas between them, "12,15", as a list."""

    def to_python(self, value):
        text = super().to_python(value) or ""
        if text and not NUMBERS.fullmatch(text):
            raise ValidationError(_("Give the numbers of talks with commas between them."))
        numbers = [int(number) for number in text.split(",") if number]
        if len(numbers) > MOST:
            raise ValidationError(_("At most %(most)d talks are possible."), params={"most": MOST})
        return numbers


class SelectionForm(forms.Form):
    talks = NumbersField(required=False)
