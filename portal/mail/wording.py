"""A letter's Markdown as the two parts of a mail."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.common import text

LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\]\((https?://[^\s()<>]{1,2000}|mailto:[^\s()<>]{1,500})\)"
)
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
STRONG = re.compile(r"\*\*(\S(?:[^*\n]{0,500}\S)?)\*\*")
FORMULA = re.compile(
    r"\$\$.{1,2000}?\$\$|\$[^$\n]{1,2000}\$|\\\[.{1,2000}?\\\]|\\\(.{1,2000}?\\\)", re.DOTALL
)


def readable(source: str) -> str:
    """Return the text for mail programs that show no HTML: nearly as written, addresses in full."""
    written = LINK.sub(_label_and_address, source)
    written = AUTOLINK.sub(r"\1", written)
    return STRONG.sub(r"\1", written)


def _label_and_address(link: re.Match[str]) -> str:
    label, address = link.groups()
    return address if label == address else f"{label} ({address})"


@lru_cache(maxsize=16)  # a letter to hundreds is typeset once
def html(source: str) -> SafeString:
    """Return the text as safe HTML; formulas stay as written, mail programs know no MathML."""
    formulas: list[str] = []

    def set_aside(formula: re.Match[str]) -> str:
        formulas.append(formula[0])
        return f"formula{len(formulas) - 1}aside"

    rendered = text.render(FORMULA.sub(set_aside, source))
    return mark_safe(  # noqa: S308  render() made it safe, and each formula is escaped
        re.sub(r"formula(\d{1,6})aside", lambda place: _restore(place, formulas), rendered)
    )


def _restore(place: re.Match[str], formulas: list[str]) -> str:
    number = int(place[1])
    return escape(formulas[number]) if number < len(formulas) else place[0]
