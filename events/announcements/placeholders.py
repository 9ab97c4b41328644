r"""Fields such as {name} in the text of an announcement.

A field is a word of small letters between braces, anywhere but in a formula: so \frac{a}{b} and
x_{name} in formulas stay as they are, and \{name} is written where braces are meant. A value comes
from a plain table, never from an attribute, and is put in so that it means nothing as Markdown.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

LABELS = {
    "title": _("the title of the event"),
    "when": _("when it takes place"),
    "place": _("where it takes place"),
    "link": _("the address of its page"),
    "name": _("the name of the reader"),
    "join_link": _("the link to take part online, for who holds a place or speaks"),
    "registration_link": _("the reader's own registration, for who has one"),
}
LINKS = {"link", "join_link", "registration_link"}
# What not every reader has: a paragraph with it is left out of the letters of the others.
NOT_FOR_ALL = {"join_link", "registration_link"}
PERSONAL = {"name", *NOT_FOR_ALL}

# What is left alone: formulas, commands of LaTeX and what stands in braces behind them, \{.
AS_IT_IS = (
    r"\$\$.+?\$\$|(?<!\\)\$(?!\s)[^$]+?(?<![\s\\])\$(?!\d)|\\\(.+?\\\)|\\\[.+?\\\]"
    r"|\\begin\{(?P<env>[a-z]+\*?)\}.+?\\end\{(?P=env)\}"
    r"|\\[A-Za-z]+\*?(?:\{[^{}]*\})*|[_^]\{[^{}]*\}|\\."
)
TOKEN = re.compile(rf"(?:{AS_IT_IS})|\{{(?P<field>[a-z_]+)\}}", re.DOTALL)
PARAGRAPHS = re.compile(r"(\n[ \t]*\n\s*)")
MARKDOWN = re.compile(r"[^\w\s,;:/'–—…]|_")


def used(text: str) -> set[str]:
    """Return the fields that a text names, known ones and others."""
    parts = PARAGRAPHS.split(text)  # no formula goes beyond its paragraph
    return {match["field"] for part in parts for match in TOKEN.finditer(part) if match["field"]}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the Markdown with the values in place of the fields; unknown ones stay as they are.

    A paragraph that names a field of NOT_FOR_ALL which is empty is left out.
    """
    parts = PARAGRAPHS.split(text)
    kept = [
        TOKEN.sub(lambda match: _value(match, values), part)
        for part in parts
        if all(values[name] for name in used(part) & NOT_FOR_ALL)
    ]
    return "".join(kept).strip()


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """Return a subject with the values in place of the fields, as they are."""
    return TOKEN.sub(lambda match: values.get(match["field"] or "", match[0]), text)


def _value(match, values):
    name = match["field"]
    if name not in values:
        return match[0]
    if name in LINKS:
        return _address(values[name], match.string[: match.start()])
    return values[name] if name == "title" else _as_words(values[name])


def _as_words(text):
    """Return a text that means nothing as Markdown, and in which no address becomes a link."""
    words = " ".join(text.split()).replace("://", ": //")
    # Entities: a backslash before a bracket would begin a formula.
    return MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", words)


def _address(url, before):
    """Return an address as Markdown understands it, be it alone, in <…> or behind [words](."""
    url = url.replace("<", "%3C").replace(">", "%3E")
    return url if before.endswith("<") else f"<{url}>"
