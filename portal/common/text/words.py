"""The words of a text: what is left of Markdown and LaTeX where only letters can go."""

import re
from collections.abc import Iterable
from html.entities import html5
from unicodedata import category

from markdown_it.token import Token

# HTML's names of signs are mostly TeX's; these are not, or mean something else there.
SIGNS = dict(
    re.findall(
        r"(\S+)=(\S*)",
        """infty=∞ partial=∂ to=→ mapsto=↦ in=∈ exists=∃ cdot=· cdots=⋯ ldots=… dots=… not=
        colon=: coloneqq=≔ lVert=‖ rVert=‖ Vert=‖ lvert=| rvert=| implies=⇒ iff=⇔ left= right=
        limits= sup=sup inf=inf lg=lg Pr=Pr deg=deg arg=arg min=min max=max lim=lim""",
    )
) | {"quad": " ", "qquad": " "}
DOUBLE_STRUCK = dict(zip("CEHNPQRZ", "ℂ𝔼ℍℕℙℚℝℤ", strict=True))
UNSEEN = re.compile(
    r"\\(?:math[a-z]+|text[a-z]*|operatorname\*?|displaystyle|bm|boldsymbol|[bB]ig+[lr]?)(?![A-Za-z])"
)


def words_of(tokens: Iterable[Token]) -> str:
    """Return the text of a line of tokens."""
    return "".join(word_of(token) for token in tokens)


def word_of(token: Token) -> str:
    if token.type == "image":
        return words_of(token.children or [])
    if token.type == "formula":
        return readable(token.content)
    if token.type in ("softbreak", "hardbreak"):
        return " " if token.type == "softbreak" else "\n"
    return token.content


def readable(tex: str) -> str:
    r"""Return a formula in signs as far as they go: "\|x\|_2 \le \alpha" gives "‖x‖_2 ≤ α"."""
    tex = re.sub(r"\\(?:mathbb|mathbbm|Bbb)\s*\{?([A-Z])\}?", double_struck, tex)
    tex = re.sub(r"\\(?:norm)\{([^{}]*)\}", r"‖\1‖", tex)
    tex = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)", tex)
    tex = re.sub(r"\\(?:begin|end)\{[^{}]*\}|\\label\{[^{}]*\}", " ", tex)
    tex = UNSEEN.sub("", tex).replace(r"\|", "‖").replace(r"\{", "{").replace(r"\}", "}")
    tex = re.sub(r"\\([A-Za-z]+)", sign, tex)
    tex = re.sub(r"\\[,;:!> ]|~|&|\\\\", " ", tex)
    tex = re.sub(r"(?<![_^])\{([^{}]*)\}|([_^])\{(.)\}", r"\1\2\3", tex)
    return " ".join(tex.split())


def double_struck(match: re.Match[str]) -> str:
    return DOUBLE_STRUCK.get(match[1], match[1])


def sign(match: re.Match[str]) -> str:
    name = match[1]
    if name in SIGNS:
        return SIGNS[name]
    found = html5.get(f"{name};", "")
    return found if category(found[:1] or " ") in ("Sm", "Lu", "Ll", "So") else match[0]
