from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

from portal.bundle.mistakes import name_of, path, place_of
from portal.bundle.reading import PROGRAMME

# Where something was found, and what speaks for or against it: any record may say so.
REMARKS = ("note", "notes", "source", "sources")


def unknown_keys(file: str, records: list[Any], schema: Schema) -> Iterator[str]:
    """Tell of every key that nobody reads: it may be a slip of the pen such as "summery"."""
    for index, record in enumerate(records):
        number = None if file == PROGRAMME else index + 1
        where = f"{file} {place_of(number, name_of(record))}".strip()
        for keys in _unknown(record, schema, ()):
            yield f"{where}: nobody reads “{path(keys)}”"


def _unknown(record: Any, schema: Any, keys: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    known = {field.data_key or name: field for name, field in schema.load_fields.items()}
    for key, value in record.items() if isinstance(record, dict) else ():
        if key in known:
            yield from _within(value, known[key], (*keys, key))
        elif key not in schema.remarks and not _is_remark(key):
            yield (*keys, key)


def _within(value: Any, field: Any, keys: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(field, fields.List) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _within(item, field.inner, (*keys, index))
    elif isinstance(field, fields.Nested):
        yield from _unknown(value, field.schema, keys)


def _is_remark(key: str) -> bool:
    return key in REMARKS or key.endswith(tuple(f"_{remark}" for remark in REMARKS))
