"""Texts for papers: Markdown with formulas as Typst or LaTeX, by pandoc.

What is a formula, and whether it can be typeset, is decided as on the page: pandoc gets the HTML that our own
reader makes, with the LaTeX of each formula beside it. So nothing in a text is ever read as Typst or LaTeX.
"""

import json
import re
import secrets
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

import pypandoc
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from portal.common.text import bounds
from portal.common.text.commands import written_out
from portal.common.text.formulas import Formula, typeset
from portal.common.text.rendering import (
    Env,
    body_parser_with,
    encodable,
    formula_of,
    title_parser_with,
)

PATIENCE = 60  # seconds
MEMORY = "1G"
TYPST, LATEX = "typst", "latex"
COMMENTS = {TYPST: "//", LATEX: "%"}
# What Typst calls otherwise since pandoc learnt its names.
RENAMED = [
    (re.compile(r"(?<![\w.])sect(?!\w)"), "inter"),
    (re.compile(r"(?<![\w.])(times|dot|minus|dash)\.circle(?![\w])"), r"\1.o"),
]
QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')


class NotConverted(Exception):
    """Pandoc could not make anything of the texts."""


@dataclass
class Text:
    """A text as source of a paper, and the formulas in it that could not be set, as they were written."""

    source: str = ""
    problems: list[str] = field(default_factory=list)


def bodies(sources: Iterable[str], to: str) -> list[Text]:
    """Return these Markdown texts in the language `to`, each with what could not be set."""
    return _converted([_read(body_parser(), source) for source in sources], to)


def titles(sources: Iterable[str], to: str) -> list[Text]:
    """Return these titles in the language `to`, each on one line."""
    read = [_read(title_parser(), " ".join(source.split()), inline=True) for source in sources]
    converted = _converted(read, to)
    for text in converted:
        text.source = " ".join(text.source.split())
    return converted


def words(lines: Iterable[str], to: str) -> list[str]:
    """Return these lines, which are words and nothing else, as the language `to` writes them."""
    read = [Read(f"<p>{escape(' '.join(encodable(line).split()))}</p>", []) for line in lines]
    return [" ".join(text.source.split()) for text in _converted(read, to)]


@dataclass
class Read:
    """A text as our own reader has it: HTML with a number in place of each formula."""

    html: str
    formulas: list[Formula]


def _read(parser: MarkdownIt, source: str, *, inline: bool = False) -> Read:
    source = encodable(source)[: bounds.MAX_LENGTH]
    env: Env = {"formulas": []}
    tokens = parser.parseInline(source, env) if inline else parser.parse(source, env)
    html = parser.renderer.render(tokens, parser.options, env)
    return Read(f"<p>{html}</p>" if inline else html, env["formulas"])


@cache
def body_parser() -> MarkdownIt:
    return body_parser_with(_number)


@cache
def title_parser() -> MarkdownIt:
    return title_parser_with(_number)


def _number(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Env
) -> str:
    token = tokens[index]
    env["formulas"].append(formula_of(token))
    html = f'<code class="formula">{len(env["formulas"]) - 1}</code>'
    return f"<p>{html}</p>" if token.block else html


def _converted(read: list[Read], to: str) -> list[Text]:
    if not read:
        return []
    page = "".join(f"<div>{one.html}</div>" for one in read)
    document = json.loads(_pandoc(page, "html", "json"))
    set_as = _set({formula for one in read for formula in one.formulas}, to)
    texts, parts = [], []
    for div, one in zip(document["blocks"], read, strict=True):
        text = Text()
        parts.append([_with_formulas(block, one.formulas, set_as, text) for block in div["c"][1]])
        texts.append(text)
    for text, source in zip(texts, _written(document, parts, to), strict=True):
        text.source = source.strip()
    return texts


def _with_formulas(
    node: Any, formulas: list[Formula], set_as: dict[Formula, dict[str, Any]], text: Text
) -> Any:
    """Return this part of pandoc's tree with the formulas in their places; note those that are not set."""
    if isinstance(node, list):
        return [_with_formulas(one, formulas, set_as, text) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Code" and "formula" in node["c"][0][1]:
        formula = formulas[int(node["c"][1])]
        if formula in set_as:
            return set_as[formula]
        text.problems.append(formula.tex)
        return {"t": "Code", "c": [["", [], []], formula.tex]}
    return {key: _with_formulas(value, formulas, set_as, text) for key, value in node.items()}


def _math(formula: Formula) -> dict[str, Any]:
    kind = "DisplayMath" if formula.display else "InlineMath"
    return {"t": "Math", "c": [{"t": kind}, written_out(formula.tex)]}


def _set(formulas: set[Formula], to: str) -> dict[Formula, dict[str, Any]]:
    """Return how pandoc's tree holds each formula that is typeset on the page and can be written, too."""
    on_page = typeset(list(formulas))
    good = [formula for formula in formulas if on_page[formula].mathml]
    if to == LATEX or not good:
        return {formula: _math(formula) for formula in good}
    document = json.loads(_pandoc("", "html", "json"))
    blocks = [[{"t": "Para", "c": [_math(formula)]}] for formula in good]
    written = [text.strip() for text in _written(document, blocks, to)]
    # What pandoc cannot convert it writes as words: the dollar is escaped.
    return {
        formula: {"t": "RawInline", "c": [to, _renamed(text)]}
        for formula, text in zip(good, written, strict=True)
        if text.startswith("$")
    }


def _renamed(source: str) -> str:
    parts = QUOTED.split(source.replace('mat(delim: "||"', 'mat(delim: "‖"'))
    for at in range(0, len(parts), 2):  # every other part is words in quotes
        for pattern, name in RENAMED:
            parts[at] = pattern.sub(name, parts[at])
    return "".join(parts)


def _written(document: dict[str, Any], parts: list[list[Any]], to: str) -> list[str]:
    """Return the source of each part, written in one go."""
    line = f"{COMMENTS[to]} {secrets.token_hex(16)}"
    mark = {"t": "RawBlock", "c": [to, line]}
    blocks = [block for part in parts for block in (mark, *part)]
    return _pandoc(json.dumps(document | {"blocks": blocks}), "json", to).split(line)[1:]


def _pandoc(text: str, of: str, to: str) -> str:
    command = [pypandoc.get_pandoc_path(), "--sandbox", f"--from={of}", f"--to={to}", "--wrap=none"]
    try:
        done = subprocess.run(  # noqa: S603 (the program of a package; the text is its input)
            [*command, "+RTS", f"-M{MEMORY}", "-RTS"],
            input=text.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NotConverted(str(error)) from error
    return done.stdout.decode()
