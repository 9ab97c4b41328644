"""Taking somebody's name and addresses out of texts that stay."""

import re
from collections.abc import Iterable

from django.db.models import Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Left

from portal.common.personal import NAME_REMOVED


def scrub(rows: QuerySet, fields: Iterable[str], words: Iterable[str]) -> None:
    """Replace the words, whatever their case, in these fields of all the rows, JSON among them.

    Done by the database: no row is loaded, however many there are.
    """
    for field in fields:
        for word in sorted(words, key=len, reverse=True):
            _replace(rows, field, word)


def _replace(rows, field, word):
    column = rows.model._meta.get_field(field)
    text = Cast(field, TextField())
    # Whole words only: nobody's "Ann Lee" is to vanish from "Joann Leeds".
    pattern = rf"(?<![[:alnum:]]){_escaped(word)}(?![[:alnum:]])"
    replaced = Func(
        text,
        Value(pattern),
        Value(NAME_REMOVED),
        Value("gi"),
        function="regexp_replace",
        output_field=TextField(),
    )
    found = rows.alias(scrubbed_text=text).filter(scrubbed_text__iregex=pattern)
    found.update(**{field: _fitting(replaced, column)})


def _fitting(text, column):
    if isinstance(column, JSONField):
        return Cast(text, JSONField())
    return Left(text, column.max_length) if column.max_length else text


def _escaped(word):
    # However the words of a name are parted; only what PostgreSQL takes for an operator is escaped.
    return r"\s+".join(re.sub(r"([^\w])", r"\\\1", part) for part in word.split())
