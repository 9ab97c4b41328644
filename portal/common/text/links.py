"""Links and pictures of a text: nothing is fetched from elsewhere, and links to there say so."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from portal.common.text.words import words_of

ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\]{1,500}")
HARDLY_THE_END = ".,;:!?*_~"


def is_outside(address: str) -> bool:
    """Tell whether the address leads to another site; browsers take backslashes for slashes."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:  # it leads nowhere, which is not here
        return True
    return parts.scheme != "mailto" and bool(parts.scheme or parts.netloc)


def is_own_picture(address: str) -> bool:
    return address.startswith("/") and not is_outside(address)


def treat_links(state: StateCore) -> None:
    """Mark links to other sites, link bare addresses, and turn pictures from elsewhere into links."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(treated(token.children))


def treated(tokens: Sequence[Token]) -> Iterator[Token]:
    within = 0
    for token in tokens:
        within += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "link_open":
            mark_if_outside(token)
            yield token
        elif token.type == "image" and not is_own_picture(str(token.attrs["src"])):
            address = str(token.attrs["src"])
            words = words_of(token.children or []) or address
            yield from [text(words)] if within else link(address, words)
        elif token.type == "text" and not within:
            yield from with_links(token.content)
        else:
            yield token


def with_links(content: str) -> Iterator[Token]:
    done = 0
    for match in ADDRESS.finditer(content):
        address = match[0].rstrip(HARDLY_THE_END)
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(")" + HARDLY_THE_END)
        yield text(content[done : match.start()])
        yield from link(address, address)
        done = match.start() + len(address)
    yield text(content[done:])


def text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def link(address: str, words: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": address})
    mark_if_outside(opening)
    return [opening, text(words), Token("link_close", "a", -1)]


def mark_if_outside(token: Token) -> None:
    if is_outside(str(token.attrs.get("href", ""))):
        token.attrSet("rel", "noopener nofollow")
