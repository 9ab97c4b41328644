from dataclasses import dataclass
from textwrap import shorten
from typing import Any

NAME_LENGTH = 60


@dataclass(frozen=True)
class Mistake:
    """What is wrong, and where: counted from 1, as people count."""

    file: str
    record: int | None
    name: str
    field: str
    wrong: str

    @property
    def place(self) -> str:
        """The record in words; empty where the mistake concerns the whole file."""
        return place_of(self.record, self.name)


def name_of(record: Any) -> str:
    """Return the title or name by which a reader of the file knows the record, if it has one."""
    names = [record.get("title"), record.get("name")] if isinstance(record, dict) else []
    name = next((name for name in names if isinstance(name, str)), "")
    return shorten(name, NAME_LENGTH, placeholder=" …")


def place_of(record: int | None, name: str) -> str:
    """Return which record it is, in words: "record 3 “Sampling”"."""
    parts = [f"record {record}" if record else "", f"“{name}”" if name else ""]
    return " ".join(part for part in parts if part)


def path(keys: tuple[Any, ...]) -> str:
    """Return the way to a value: "institutions 2 name" for the name of the second institution."""
    return " ".join(str(key + 1) if isinstance(key, int) else str(key) for key in keys)
