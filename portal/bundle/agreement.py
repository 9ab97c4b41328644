"""What no single record shows: records that stand twice, and references that lead nowhere."""

from collections.abc import Callable, Iterator
from typing import Any

from portal.bundle.bundle import Bundle
from portal.bundle.mistakes import Mistake, name_of, path
from portal.bundle.people_in_doubt import people_in_doubt
from portal.bundle.reading import EVENTS, INSTITUTIONS, NEWS, PROGRAMME, PROJECTS
from portal.common.slugs import slug_of
from projects.names import folded

Record = dict[str, Any]


def mistakes(bundle: Bundle) -> Iterator[Mistake]:
    """Find where the records of a bundle disagree."""
    yield from _in_programme(bundle.programme)
    yield from _twice(PROJECTS, bundle.of(PROJECTS), "gepris_id", lambda p: p.get("gepris_id"))
    yield from _twice(PROJECTS, bundle.of(PROJECTS), "slug", lambda p: p.get("slug") or None)
    yield from _twice(PROJECTS, bundle.of(PROJECTS), "title", _title, unless=_told_apart)
    yield from _twice(EVENTS, bundle.events, "title", lambda e: _title(e, e.get("start")))
    yield from _twice(NEWS, bundle.news, "title", lambda n: _title(n, n.get("external_url", "")))
    yield from _institutions_twice(bundle.institutions)
    yield from _lost_references(bundle)
    yield from people_in_doubt(bundle)


def _twice(
    file: str,
    records: list[Record],
    field: str,
    key_of: Callable[[Record], Any],
    unless: Callable[[Record, Record], bool] = lambda one, other: False,
) -> Iterator[Mistake]:
    first: dict[Any, int] = {}
    for index, record in enumerate(records):
        key = key_of(record)
        before = first.setdefault(key, index)
        if key is not None and before != index and not unless(records[before], record):
            wrong = f"Record {before + 1} has the same."
            yield Mistake(file, index + 1, name_of(record), field, wrong)


def _title(record: Record, *others: Any) -> tuple[Any, ...] | None:
    return (slug_of(record["title"]), *others) if record.get("title") else None


def _told_apart(one: Record, other: Record) -> bool:
    """Two projects may share a title if each has a GEPRIS number of its own."""
    return bool(one.get("gepris_id") and other.get("gepris_id"))


def _in_programme(programme: Record) -> Iterator[Mistake]:
    for group, key in (("phases", "number"), ("perspectives", "slug"), ("areas", "name")):
        named = {"slug": "key"}.get(key, key)
        values = [_comparable(item.get(key)) for item in programme.get(group, [])]
        for index, value in enumerate(values):
            if value is not None and value in values[:index]:
                wrong = f"Number {values.index(value) + 1} of them has the same."
                field = path((group, index, named))
                yield Mistake(PROGRAMME, None, name_of(programme), field, wrong)


def _comparable(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value


def _institutions_twice(institutions: list[Record]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for index, record in enumerate(institutions):
        aliases = [(("aliases", i), alias) for i, alias in enumerate(record.get("aliases", ()))]
        for keys, name in [(("name",), record.get("name", "")), *aliases]:
            before = first.setdefault(folded(name), index)
            if folded(name) and before != index:
                wrong = f"“{name}” is record {before + 1} already."
                yield Mistake(INSTITUTIONS, index + 1, name_of(record), path(keys), wrong)


def _lost_references(bundle: Bundle) -> Iterator[Mistake]:
    known = {
        "phases": {phase.get("number") for phase in bundle.programme.get("phases", ())},
        "perspectives": {view.get("slug") for view in bundle.programme.get("perspectives", ())},
    }
    for index, project in enumerate(bundle.of(PROJECTS)):
        for field, values in known.items():
            for position, value in enumerate(project.get(field, ())):
                if value not in values:
                    wrong = f"programme.json has no “{value}” among its {field}."
                    keys = path((field, position))
                    yield Mistake(PROJECTS, index + 1, name_of(project), keys, wrong)
