"""Names as people write them, brought into the forms that order and compare them."""

import re
from unicodedata import combining, normalize

BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """Return the name without case, accents and punctuation, to tell whether two are the same."""
    letters = normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not combining(letter))
    return BETWEEN_WORDS.sub(" ", plain).strip()


def family_name_first(name: str) -> str:
    """Return "Kutyniok, Gitta" for "Gitta Kutyniok", the order of a list of people."""
    given, _space, family = name.strip().rpartition(" ")
    return f"{family}, {given}" if given else family
