from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from marshmallow import Schema, ValidationError

from portal.bundle import agreement
from portal.bundle.bundle import Bundle
from portal.bundle.mistakes import Mistake, name_of, path
from portal.bundle.reading import PROGRAMME, Unreadable, read
from portal.bundle.schemas import FILES
from portal.bundle.unknown_keys import unknown_keys


def open_bundle(folder: Path) -> Bundle:
    """Read the folder and find every mistake in it; nothing is written."""
    bundle = Bundle()
    for name, schema in FILES.items():
        file = folder / name
        if name == PROGRAMME or file.exists():
            _open_file(bundle, file, schema())
    others = sorted({file.name for file in folder.glob("*.json")} - set(FILES))
    bundle.notes += [f"{name} is not part of what is loaded" for name in others]
    if PROGRAMME in bundle.records:
        bundle.mistakes += agreement.mistakes(bundle)
    bundle.mistakes.sort(key=lambda mistake: (list(FILES).index(mistake.file), mistake.record or 0))
    return bundle


def _open_file(bundle: Bundle, file: Path, schema: Schema) -> None:
    try:
        raw = read(file)
    except Unreadable as error:
        bundle.mistakes.append(Mistake(file.name, None, "", "", str(error)))
        return
    records = raw if isinstance(raw, list) else [raw]
    bundle.notes += unknown_keys(file.name, records, schema)
    try:
        bundle.records[file.name] = schema.load(records, many=True)
    except ValidationError as error:
        bundle.records[file.name] = cast("list[dict]", error.valid_data)
        for keys, wrong in _flat(error.messages):
            bundle.mistakes.append(_mistake(file.name, records, keys, wrong))


def _mistake(file: str, records: list[Any], keys: tuple[Any, ...], wrong: str) -> Mistake:
    index, *rest = keys
    number = None if file == PROGRAMME else index + 1
    return Mistake(file, number, name_of(records[index]), path(tuple(rest)), wrong)


def _flat(errors: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(errors, dict):
        for key, inner in errors.items():
            yield from _flat(inner, keys if key == "_schema" else (*keys, key))
    else:
        for message in errors:
            yield keys, str(message)
