r"""How formulas stand in Markdown: $…$, \(…\), $$…$$, \[…\] and \begin{align}…\end{align}."""

import re
from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BEGIN = re.compile(r"\\begin\{((?:equation|align|gather|multline|eqnarray)\*?)\}")

# The next of these after the beginning is the end, or there is no formula.
ENDS = {
    "$": re.compile(r"(?<!\\)\$"),
    "$$": re.compile(r"(?<!\\)\$\$"),
    r"\(": re.compile(r"\\\)"),
    r"\[": re.compile(r"\\\]"),
}
BLOCK_ENDS = {"$$": "$$", r"\[": r"\]"}


def formulas_plugin(md: MarkdownIt) -> None:
    """Read formulas as tokens of type "formula": content is the LaTeX, markup how it was marked."""
    md.inline.ruler.before("escape", "formula", inline_formula)
    md.block.ruler.before(
        "fence", "formula", block_formula, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def inline_formula(state: StateInline, silent: bool) -> bool:
    start = beginning(state.src, state.pos)
    end = next_end(state, start, state.pos + len(start)) if start else None
    if end is None:
        return False
    content = state.src[state.pos + len(start) : end]
    if not content.strip() or (start == "$" and is_price(content, state.src[end + 1 : end + 2])):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.markup = content.strip(), start
    state.pos = end + len(start)
    return True


def is_price(between: str, after: str) -> bool:
    """Tell whether two dollars are no formula but prices; the rule is pandoc's."""
    return between != between.strip() or after.isdigit()


def beginning(text: str, at: int) -> str:
    two = text[at : at + 2]
    if two in ENDS:
        return two
    return "$" if two[:1] == "$" else ""


def next_end(state: StateInline, start: str, after: int) -> int | None:
    """Return where the formula ends; all the ends are found once, or a hostile text took for ever."""
    found = state.env.setdefault("formula ends", {})
    ends = found.get((start, state.src))
    if ends is None:
        ends = [match.start() for match in ENDS[start].finditer(state.src)]
        found[start, state.src] = ends
    index = bisect_left(ends, after)
    return ends[index] if index < len(ends) and ends[index] < state.posMax else None


def block_formula(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Read a formula that has its lines to itself, whatever they would mean as Markdown."""
    opened = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    start, end = block_marks(opened)
    if not end or state.is_code_block(first):
        return False
    last = last_line(state, first, limit, len(start), end)
    if last is None:
        return False
    text = state.getLines(first, last + 1, state.blkIndent, keepLastLF=False).strip()
    tex, _, after = text[len(start) :].partition(end)
    if not tex.strip() or after.strip(" .,;"):
        return False  # the line goes on behind the formula: it is one within a paragraph
    if not silent:
        token = state.push("formula", "", 0)
        token.block, token.markup, token.info = True, start, after.strip()
        token.content = tex.strip() if start else tex + end
        token.map = [first, last + 1]
        state.line = last + 1
    return True


def block_marks(line: str) -> tuple[str, str]:
    """Return how a formula on lines of its own begins and ends, "" if there is none."""
    if environment := BEGIN.match(line):
        return "", rf"\end{{{environment[1]}}}"
    return (line[:2], BLOCK_ENDS[line[:2]]) if line[:2] in BLOCK_ENDS else ("", "")


def last_line(state: StateBlock, first: int, limit: int, skip: int, end: str) -> int | None:
    """Return the line with the end of the formula; it comes before any empty line."""
    searches = state.env.setdefault("formulas that do not end", {})
    hopeless = searches.setdefault((end, limit, state.blkIndent), set())
    if first in hopeless:
        return None
    for line in range(first, limit):
        at = state.bMarks[line] + state.tShift[line] + (skip if line == first else 0)
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            break
        if state.src.find(end, at, state.eMarks[line]) >= 0:
            return line
    # Each line up to here may look like a beginning: none of them is searched again.
    hopeless.update(range(first, line))
    return None


def source_of(token: Token) -> str:
    """Return the formula as it was written, with its marks."""
    ends = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
    return f"{token.markup}{token.content}{ends.get(token.markup, '')}"
