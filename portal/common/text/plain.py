from collections.abc import Iterator

from markdown_it.token import Token

from portal.common.text import bounds
from portal.common.text.rendering import body_parser
from portal.common.text.words import readable, words_of


def plain(source: str, *, links: bool = False) -> str:
    """Return the text in words alone, for mails, feeds, search and descriptions.

    With `links`, an address follows the words that lead to it, as a mail needs it.
    """
    if len(source) > bounds.MAX_LENGTH:
        return source
    parts = (part.strip() for part in parts_of(body_parser().parse(source), links=links))
    return "\n\n".join(part for part in parts if part)


def parts_of(tokens: list[Token], *, links: bool) -> Iterator[str]:
    """Yield the paragraphs, items and rows of a text."""
    row: list[str] = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            row.append(words_of(with_addresses(children) if links else children))
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip()
        elif token.type == "formula":
            yield readable(token.content) + token.info
        elif token.type in ("paragraph_close", "heading_close", "tr_close"):
            yield " | ".join(row)
            row = []


def with_addresses(tokens: list[Token]) -> Iterator[Token]:
    address, start = "", 0
    for index, token in enumerate(tokens):
        yield token
        if token.type == "link_open":
            address, start = str(token.attrs["href"]), index
        elif token.type == "link_close" and words_of(tokens[start:index]) != address:
            yield Token("text", "", 0, content=f" ({address})")
