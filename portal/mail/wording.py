"""A letter's Markdown as the two parts of a mail."""

from functools import lru_cache

from django.utils.safestring import SafeString

from portal.common import text


def readable(source: str) -> str:
    """Return the text for mail programs that show no HTML, with the addresses of links in full."""
    return text.plain(source, links=True)


@lru_cache(maxsize=16)  # a letter to hundreds is typeset once
def html(source: str) -> SafeString:
    """Return the text as safe HTML; formulas are written in signs, mail programs know no MathML."""
    return text.render(source, mathml=False)
