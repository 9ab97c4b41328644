from itertools import count
from typing import Any
from unicodedata import normalize

from django.db.models import QuerySet
from django.utils.text import slugify

ONE_LETTER = str.maketrans("ØøŁłĐđÐðı–—/", "OoLlDdDdi---")
TWO_LETTERS = dict(
    zip(
        map(ord, "äöüÄÖÜßẞæÆœŒþÞ"),
        ["ae", "oe", "ue", "Ae", "Oe", "Ue", "ss", "Ss", "ae", "Ae", "oe", "Oe", "th", "Th"],
        strict=True,
    )
)
SPELLED_OUT = ONE_LETTER | TWO_LETTERS
NAMELESS = "x"
ROOM_FOR_NUMBER = 8


def slug_of(text: str, max_length: int = 80) -> str:
    """Return the text as part of an address: "Müller & Søn" gives "mueller-son"; never empty."""
    # An umlaut may come as a letter and a combining mark: composed, it is spelled out too.
    slug = slugify(normalize("NFC", text).translate(SPELLED_OUT)).strip("-_")
    if len(slug) > max_length:
        whole_words = slug[: max_length + 1].rpartition("-")[0]
        slug = (whole_words or slug[:max_length]).strip("-_")
    return slug or NAMELESS


def unique_slug(queryset: QuerySet[Any], text: str, max_length: int = 80) -> str:
    """Return a slug that no row of the queryset has yet: the second "talk" becomes "talk-2".

    Two at once may still choose the same: the column's unique constraint has the last word.
    """
    slug = slug_of(text, max_length)
    stem = slug[: max_length - ROOM_FOR_NUMBER].rstrip("-")
    taken = set(queryset.filter(slug__startswith=stem).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(numbered for n in count(2) if (numbered := f"{stem}-{n}") not in taken)
