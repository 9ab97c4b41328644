"""What is stored about people: the questions that the module `personal` of every app answers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_noop

Words = str | Promise
Value = str | int | bool | None | date | datetime

BATCH = 500
# Stored in place of the name of somebody who was erased, and shown in the reader's language.
NAME_REMOVED = gettext_noop("Name removed")
NOWHERE = "anonymous.invalid"  # RFC 2606: no mail ever gets there


@dataclass(frozen=True)
class Subject:
    """Whose data it is: an account, a person of the programme, addresses; none of them need exist."""

    user_id: int | None = None
    person_id: int | None = None
    emails: frozenset[str] = frozenset()  # proved to be theirs, in small letters
    names: frozenset[str] = frozenset()  # of the account and the person, in full
    marks: frozenset[str] = (
        frozenset()
    )  # what else tells who it is: the address of a page, an ORCID

    @property
    def traces(self) -> frozenset[str]:
        """What gives them away in texts that stay; a single word may be anybody's."""
        names = (name for name in self.names if len(name.split()) > 1)
        return frozenset({*names, *self.emails, *self.marks})


@dataclass(frozen=True)
class Fact:
    """One thing that is stored, in words and as plain data; `html` where it is typeset."""

    key: str
    label: Words
    value: Value
    html: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of one kind about somebody."""

    key: str
    title: Words
    records: list[list[Fact]]


@dataclass(frozen=True)
class Outcome:
    """What erasing somebody does to some rows, in a sentence; `goes` unless something stays."""

    text: str
    goes: bool = True


@dataclass(frozen=True)
class Purged:
    """How many rows of a kind were removed because nobody needs them any more."""

    label: str  # marked by gettext_noop, translated where it is shown
    count: int


@dataclass(frozen=True)
class Statement:
    """What visitors are told about one kind of data: what is stored, why, for how long."""

    title: Words
    sentences: list[str]
    everybody: bool = False  # concerns people without an account, too, and is told first


class Holding(Protocol):
    """What the module `personal` of an app answers; `preferences` is the row of portal.preferences."""

    @property
    def HOLDS(self) -> tuple[type[models.Model], ...]:  # noqa: N802  a constant of the module
        """The models of people's data it looks after; a test walks all models for others."""

    def stored(self, subject: Subject) -> Iterable[Section]:
        """Everything that is stored about somebody, in words."""

    def outlook(self, subject: Subject, *, keep_names: bool) -> Iterable[Outcome]:
        """What `erase` would do, in sentences."""

    def erase(self, subject: Subject, *, keep_names: bool) -> None:
        """Remove or anonymise all of it in the caller's transaction."""

    def purge(self, preferences, now: datetime) -> Iterator[Purged]:
        """Remove what was kept long enough; safe to be run twice, at once or again after a crash."""

    def statements(self, preferences) -> Iterable[Statement]:
        """Tell visitors what is stored, why and for how long, as the settings have it."""


def facts(row: models.Model, *names: str) -> list[Fact]:
    """Return these fields of a row as facts, a choice by its label and a related row by its name."""
    return [_fact(row, name) for name in names]


def _fact(row: models.Model, name: str) -> Fact:
    column = row._meta.get_field(name)
    value = getattr(row, name)
    if getattr(column, "choices", None):
        value = str(getattr(row, f"get_{name}_display")())
    elif value is not None and not isinstance(value, str | int | date):
        value = str(value)
    return Fact(name, getattr(column, "verbose_name", name), value)


def section(key: str, title: Words, rows: Iterable[models.Model], *names: str) -> Iterator[Section]:
    """Yield a section of these fields of the rows, or nothing where there are no rows."""
    if records := [facts(row, *names) for row in rows]:
        yield Section(key, title, records)


def long_ago(now: datetime, days: int) -> datetime:
    """Return the moment at or before which something happened that is kept for so many days."""
    return now - timedelta(days=days)


def in_batches(due: QuerySet, act: Callable[[QuerySet], int], size: int = BATCH) -> int:
    """Let `act` deal with all that is due, a batch per transaction; return how many rows it said it did.

    Rows that somebody else holds, another such run for example, are left to them. `act` must make
    each row it is given fall out of what is due.
    """
    done = 0
    rows = due.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    while True:
        with transaction.atomic():
            keys = list(rows.values_list("pk", flat=True)[:size])
            if not keys:
                return done
            done += act(due.model._default_manager.filter(pk__in=keys))


def delete(rows: QuerySet) -> int:
    """Delete the rows; return how many of them there were, without those that go along."""
    return rows.delete()[1].get(rows.model._meta.label, 0)
