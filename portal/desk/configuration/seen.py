"""Forms that two people may have open at once: the second hears what the first has changed."""

import hashlib
import json
from copy import copy
from typing import Any

from django import forms


class SeenForm(forms.BaseForm):
    """A form that carries what was stored when its page was opened, each field as a mark of its own.

    Its initial values must be those stored right now, under a lock where it is to be saved.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update(self.own_fields())
        self.asked = list(self.fields)
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=json.dumps(self._marks())
        )

    def own_fields(self):
        """Return the fields, by name, that a form has only once it knows what it is about."""
        return {}

    def changed_meanwhile(self):
        """Return the fields that somebody else has changed since, each with what is stored now."""
        seen = _read(self.cleaned_data["seen"])
        return [
            (self[name].label, self.in_words(name))
            for name, mark in self._marks().items()
            if seen.get(name) != mark
        ]

    def admit_conflict(self):
        """Keep what was typed; saving once more then replaces what is stored knowingly."""
        data: Any = copy(self.data)
        data[self.add_prefix("seen")] = json.dumps(self._marks())
        self.data = data

    def in_words(self, name):
        """Return what a field holds now, as people read it."""
        value = self._stored(name)
        choices = dict(getattr(self.fields[name], "choices", None) or ())
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(each, each)) for each in values if each not in (None, ""))

    def _marks(self):
        return {name: _mark(self._stored(name)) for name in self.asked}

    def _stored(self, name):
        return self.get_initial_for_field(self.fields[name], name)


def _mark(value):
    return hashlib.sha256(str(value).encode()).hexdigest()[:12]


def _read(text):
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
