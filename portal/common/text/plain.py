import re
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
    text = "".join(parts_of(body_parser().parse(source), links=links))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def parts_of(tokens: list[Token], *, links: bool) -> Iterator[str]:
    """Yield the paragraphs, items and rows of a text, each with what parts it from the next."""
    cells: list[str] = []
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark += f"{token.info}{token.markup} "
        elif token.type == "inline":
            children = token.children or []
            cells.append(words_of(with_addresses(children) if links else children))
        elif token.type in ("fence", "code_block"):
            yield f"{token.content.rstrip()}\n\n"
        elif token.type == "formula":
            yield f"{mark}{readable(token.content)}{token.info}\n\n"
            mark = ""
        elif token.type in ("paragraph_close", "heading_close", "tr_close"):
            yield mark + " | ".join(cells) + ("\n" if is_close(token) else "\n\n")
            cells, mark = [], ""
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            yield "\n"


def is_close(token: Token) -> bool:
    """Tell whether what follows belongs to it: an item of a tight list, a row of a table."""
    return token.hidden or token.type == "tr_close"


def with_addresses(tokens: list[Token]) -> Iterator[Token]:
    address, start = "", 0
    for index, token in enumerate(tokens):
        yield token
        if token.type == "link_open":
            address, start = str(token.attrs["href"]), index
        elif token.type == "link_close" and words_of(tokens[start:index]) != address:
            yield Token("text", "", 0, content=f" ({address})")
