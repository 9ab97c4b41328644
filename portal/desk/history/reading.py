"""The record of who changed what, made ready for people; the number of queries does not grow with it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.desk.history.kinds import BY_MODEL, KINDS
from portal.desk.history.wording import Change, change


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did, as a sentence (HTML), and what changed by it."""

    when: datetime
    sentence: str
    changes: list[Change]


def entries():
    """Return the record of all kinds of things, the newest first."""
    return (
        LogEntry.objects.filter(content_type__in=content_types().values())
        .exclude(action=LogEntry.Action.ACCESS)
        .select_related("actor")
        .order_by("-timestamp", "-pk")
    )


def content_types():
    """Return the content type of each kind."""
    models = ContentType.objects.get_for_models(*(kind.model for kind in KINDS))
    return {kind: models[kind.model] for kind in KINDS}


def readable(found):
    """Turn stored entries into sentences with links, asking once per table they name."""
    rows = _rows_named_in(found)
    named = {(model, pk): str(row) for model, by_pk in rows.items() for pk, row in by_pk.items()}
    return [_readable(entry, rows, named) for entry in found]


def _readable(entry, rows, named):
    model = _model(entry)
    order = [field.name for field in model._meta.get_fields()]
    changes = sorted((entry.changes or {}).items(), key=lambda one: _place(one[0], order))
    return Entry(
        when=entry.timestamp,
        sentence=_sentence(entry, rows[model].get(entry.object_id)),
        changes=[change(model, name, values, named) for name, values in changes],
    )


def _place(name, order):
    return order.index(name) if name in order else len(order)


def _sentence(entry, row):
    verbs = {
        LogEntry.Action.CREATE: _("{who} created the {kind} {what}"),
        LogEntry.Action.UPDATE: _("{who} changed the {kind} {what}"),
        LogEntry.Action.DELETE: _("{who} deleted the {kind} {what}"),
    }
    kind = BY_MODEL[_model(entry)]
    return format_html(
        verbs[entry.action],
        who=format_html("<strong>{}</strong>", entry.actor or _("The portal itself")),
        kind=kind.label,
        what=_link(entry, kind, row),
    )


def _link(entry, kind, row):
    # An account is called by its present name, and so is what had none: the record keeps no address.
    present = row is not None and (kind.model is User or not entry.object_repr)
    name = str(row) if present else entry.object_repr or _("(no name kept)")
    address = kind.address(row) if row is not None else ""
    if address:
        return format_html('<a href="{}">{}</a>', address, name)
    return format_html("<em>{}</em>", name)


def _rows_named_in(found):
    pks: dict = defaultdict(set)
    for entry in found:
        model = _model(entry)
        pks[model].add(entry.object_id)
        for name, values in (entry.changes or {}).items():
            if isinstance(values, list) and (target := _target(model, name)):
                pks[target].update(value for value in values if value is not None)
    return {model: BY_MODEL[model].rows(wanted) for model, wanted in pks.items()}


def _target(model, name):
    """Return the model that a foreign key leads to, as far as the desk knows it."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field.related_model if field.related_model in BY_MODEL else None


def _model(entry):
    return ContentType.objects.get_for_id(entry.content_type_id).model_class()
