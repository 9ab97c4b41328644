from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from portal.common.text import bounds
from portal.common.text.formulas import Formula, typeset
from portal.common.text.links import treat_links
from portal.common.text.sanitising import sanitise
from portal.common.text.syntax import formulas_plugin, source_of
from portal.common.text.words import readable, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Env = dict[Any, Any]
Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Env], str]
WIDE = 40  # characters of LaTeX: a longer formula may not fit on a phone


def render(source: str, *, mathml: bool = True) -> SafeString:
    """Return the Markdown text with its formulas as safe HTML; nothing in it can make this fail.

    Without MathML, which mail programs do not know, formulas are told in plain signs.
    """
    source = encodable(source)
    if len(source) > bounds.MAX_LENGTH:
        return as_written(source)
    env: Env = {}
    return to_html(body_parser(), body_parser().parse(source, env), env, mathml=mathml)


def render_inline(source: str) -> SafeString:
    """Return a title as safe HTML of one line: formulas and emphasis, no links, nothing else."""
    line = " ".join(encodable(source).split())
    if len(line) > bounds.MAX_TITLE_LENGTH:
        return mark_safe(escape(line))  # noqa: S308 (escaped here)
    env: Env = {}
    return to_html(title_parser(), title_parser().parseInline(line, env), env)


def encodable(source: str) -> str:
    """Return the text without half characters, which no page and no database can hold."""
    return source.encode(errors="replace").decode()


def as_written(source: str) -> SafeString:
    """Return a text that is too long to be typeset, its paragraphs kept."""
    note = _("This text is too long to be typeset; it is shown as it was written.")
    paragraphs = (part.strip() for part in source.split("\n\n"))
    html = "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)
    return mark_safe(f"<p><small>{escape(note)}</small></p>{html}")  # noqa: S308 (escaped here)


def to_html(
    parser: MarkdownIt, tokens: list[Token], env: Env, *, mathml: bool = True
) -> SafeString:
    formulas = [formula_of(token) for token in every(tokens) if token.type == "formula"]
    env["typeset"] = typeset(formulas) if formulas and mathml else {}
    html = parser.renderer.render(tokens, parser.options, env)
    return mark_safe(sanitise(html).strip())  # noqa: S308 (sanitised in this very line)


def every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "inline":
            yield from token.children or ()


def formula_of(token: Token) -> Formula:
    return Formula(token.content, display=token.block or token.markup in ("$$", r"\["))


def render_formula(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Env
) -> str:
    token = tokens[index]
    formula = formula_of(token)
    made = env["typeset"].get(formula)
    html = made.mathml or broken(token, made.problem) if made else escape(readable(token.content))
    if not token.block:
        return html
    # What may be wider than a phone is scrolled, by the keyboard too.
    focus = ' tabindex="0"' if len(formula.tex) > WIDE else ""
    return f'<div class="wide"{focus}>{html}{escape(token.info)}</div>\n'


def broken(token: Token, problem: "StrOrPromise") -> str:
    note = _("(not typeset: %(problem)s)") % {"problem": problem}
    source = escape(source_of(token))
    return (
        f'<span class="formula-broken"><code>{source}</code> <small>{escape(note)}</small></span>'
    )


def render_picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Env
) -> str:
    token = tokens[index]
    token.attrSet("alt", words_of(token.children or []))
    token.attrSet("loading", "lazy")
    return renderer.renderToken(tokens, index, options, env)


@cache
def body_parser() -> MarkdownIt:
    """Return the reader of whole texts: CommonMark and tables, and no HTML."""
    return body_parser_with(render_formula)


@cache
def title_parser() -> MarkdownIt:
    """Return the reader of titles: formulas, emphasis, and nothing else."""
    return title_parser_with(render_formula)


def body_parser_with(formula_rule: Rule) -> MarkdownIt:
    """Return a reader of whole texts that writes formulas by this rule."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": bounds.MAX_NESTING})
    parser.enable(["table", "strikethrough"]).use(formulas_plugin)
    parser.core.ruler.push("links", treat_links)
    parser.core.ruler.push("blocks", treat_blocks)
    parser.add_render_rule("formula", formula_rule)
    parser.add_render_rule("image", render_picture)
    parser.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def title_parser_with(formula_rule: Rule) -> MarkdownIt:
    """Return a reader of titles that writes formulas by this rule."""
    parser = MarkdownIt("zero", {"html": False, "maxNesting": bounds.MAX_NESTING})
    parser.enable(["emphasis", "escape", "entity"]).use(formulas_plugin)
    parser.add_render_rule("formula", formula_rule)
    return parser


def treat_blocks(state: StateCore) -> None:
    """Lower the headings below the page's own, and align cells by class: a style would not act."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", "")):
            token.attrSet("class", "align-" + str(style).removeprefix("text-align:"))
