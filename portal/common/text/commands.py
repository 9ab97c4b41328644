"""Commands of a preamble, written out for programs that do not know them."""

import re

from portal.common.text.formulas import COMMANDS, rewritten

# These every LaTeX knows with its usual packages.
KNOWN = {"substack", "textnormal"}
OWN = {name: tex for name, tex in COMMANDS.items() if name not in KNOWN}
NAME = re.compile(r"\\(" + "|".join(sorted(OWN, key=len, reverse=True)) + r")(?![A-Za-z])")
# A formula that has its lines to itself stands within \[ \] there.
WITHIN = [
    (re.compile(r"(\\(?:begin|end)\{)(?:align|eqnarray)\*?\}"), r"\1aligned}"),
    (re.compile(r"(\\(?:begin|end)\{)(?:gather|multline)\*?\}"), r"\1gathered}"),
    # Pandoc takes the bars of a determinant for double ones.
    (re.compile(r"\\begin\{vmatrix\}"), r"\\left|{\\begin{matrix}"),
    (re.compile(r"\\end\{vmatrix\}"), r"\\end{matrix}}\\right|"),
    (re.compile(r"\\begin\{Vmatrix\}"), r"\\left\\|{\\begin{matrix}"),
    (re.compile(r"\\end\{Vmatrix\}"), r"\\end{matrix}}\\right\\|"),
    (re.compile(r"\\(?:begin|end)\{equation\*?\}"), ""),
]


def written_out(tex: str) -> str:
    r"""Return the formula in commands that every LaTeX knows: "\norm{x}" becomes "\left\lVert x …"."""
    tex = rewritten(tex)
    for pattern, replacement in WITHIN:
        tex = pattern.sub(replacement, tex)
    parts, at = [], 0
    while found := NAME.search(tex, at):
        parts.append(tex[at : found.start()])
        meaning, at = OWN[found[1]], found.end()
        for number in range(1, meaning.count("#") + 1):
            argument, at = _argument(tex, at)
            meaning = meaning.replace(f"#{number}", NAME.sub(_simple, argument))
        parts.append(f"{{{meaning}}}" if "operatorname" not in meaning else meaning + " ")
    return "".join([*parts, tex[at:]])


def _simple(found: re.Match[str]) -> str:
    """Return what a command without arguments means; one with arguments is left to the reader."""
    meaning = OWN[found[1]]
    return found[0] if "#" in meaning else f"{{{meaning}}}"


def _argument(tex: str, at: int) -> tuple[str, int]:
    """Return the argument that begins there, without its braces, and where it ends."""
    while at < len(tex) and tex[at] == " ":
        at += 1
    if tex[at : at + 1] != "{":
        return tex[at : at + 1], at + 1
    depth = 0
    for end in range(at, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[end], 0) * (tex[end - 1 : end] != "\\")
        if depth == 0:
            return tex[at + 1 : end], end + 1
    return tex[at + 1 :], len(tex)
