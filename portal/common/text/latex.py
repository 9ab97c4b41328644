from markdown_it.token import Token

from portal.common.text.rendering import encodable, title_parser
from portal.common.text.syntax import source_of

# By name where TeX has a brace: whoever counts braces without reading must find them in pairs.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&%#_"},
    }
)


def latex(source: str) -> str:
    """Return a title as LaTeX: formulas as they were written, all else escaped; braces in pairs."""
    (inline,) = title_parser().parseInline(in_a_line(source))
    return "".join(latex_of(token) for token in inline.children or ())


def latex_words(words: str) -> str:
    """Return words in which nothing is a formula, such as a name, as LaTeX; braces in pairs."""
    return in_a_line(words).translate(ESCAPES)


def in_a_line(source: str) -> str:
    return " ".join(encodable(source).split())


def latex_of(token: Token) -> str:
    if token.type == "formula":
        whole = source_of(token)
        return whole if is_whole(token.content) else whole.translate(ESCAPES)
    return token.content.translate(ESCAPES)


def is_whole(tex: str) -> bool:
    """Tell whether a formula ends where it ends: braces in pairs, nothing commented or left open."""
    depth = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and "%" not in tex.replace(r"\%", "") and not tex.endswith("\\")
