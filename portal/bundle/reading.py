import json
from pathlib import Path
from typing import Any

PROGRAMME = "programme.json"
INSTITUTIONS = "institutions.json"
PROJECTS = "projects.json"
EVENTS = "events.json"
NEWS = "news.json"


class Unreadable(Exception):
    """A file that is not what it should be; the text says why."""


def read(file: Path) -> Any:
    """Return what the file holds: an object for the programme, a list for the others."""
    wanted = dict if file.name == PROGRAMME else list
    value = _parse(_text(file))
    if not isinstance(value, wanted):
        raise Unreadable(f"The file must hold {'a list' if wanted is list else 'an object'}.")
    return value


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"The file is not UTF-8 text (byte {error.start + 1}).") from error
    except FileNotFoundError as error:
        raise Unreadable("The file is missing.") from error
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        wrong = f"This is no JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        raise Unreadable(wrong) from error
    except RecursionError as error:
        raise Unreadable("This is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(f"This is no JSON: {error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key “{twice}” stands twice in one object.")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number.")
