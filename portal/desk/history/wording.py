"""A change as people say it: the name of the field, and its values as the desk shows them."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

LONGEST = 140
NOTHING: tuple = (None, "", [])


@dataclass(frozen=True)
class Change:
    """What became of one field; `words` says it all where there is no value to show."""

    label: str
    old: str = ""
    new: str = ""
    words: str = ""


def change(model, name, values, named):
    """Return the change of a field in words; `named` holds what rows of other tables are called."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:  # the field is gone since: its name and values still tell
        return Change(capfirst(name), *(_shown(value) for value in values))
    label = capfirst(str(getattr(field, "verbose_name", name)))
    if isinstance(values, dict):
        return Change(label, words=_listed(values))
    old, new = values
    if old == new:  # only that it changed was kept
        return Change(label, words=_("changed"))
    return Change(label, *(in_words(field, value, named) for value in (old, new)))


def in_words(field, value, named):
    """Return a stored value as people read it; empty where there is none."""
    if value in NOTHING:
        return ""
    if field.is_relation:
        return named.get((field.related_model, value)) or _("one that is gone")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        return _moment(value)
    choices = dict(getattr(field, "base_field", field).flatchoices)
    if isinstance(value, list):
        return _shown(", ".join(str(choices.get(part, part)) for part in value))
    return _shown(choices.get(value, value))


def _listed(values):
    objects = _shown(", ".join(str(each) for each in values["objects"]))
    words = _("added: %s") if values["operation"] == "add" else _("taken away: %s")
    return words % objects


def _moment(value):
    moment = parse_datetime(str(value))
    if moment is None:
        return str(value)
    # auditlog keeps moments in UTC without saying so.
    local = timezone.localtime(moment.replace(tzinfo=datetime.UTC))
    return formats.date_format(local, "j M Y, H:i")


def _shown(value):
    return "" if value in NOTHING else Truncator(str(value)).chars(LONGEST)
