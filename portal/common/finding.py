"""What an app offers to the desk's search box: a kind of thing, who may open it, and how to find it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEW = 5


@dataclass(frozen=True)
class Found:
    """Something to jump to; the note tells it from others of the same name."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Finder:
    """How to find the first few of a kind by what somebody types, with a fixed number of queries."""

    kind: "StrOrPromise"
    roles: tuple[str, ...]
    find: Callable[[str], Iterable[Found]]


def holding_words(text, *fields):
    """Return the condition that each word of the text stands in one of the fields."""
    return reduce(
        and_,
        (
            reduce(lambda one, other: one | other, (Q((f"{f}__icontains", word)) for f in fields))
            for word in text.split()
        ),
        Q(),
    )
