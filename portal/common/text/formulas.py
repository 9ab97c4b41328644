"""LaTeX formulas to MathML, each on its own, whatever is in it."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import math_core
from django.utils.translation import gettext_lazy

from portal.common.text import bounds
from portal.common.text.mathml import tidy
from portal.common.text.nesting import nesting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TYPESETTER = Path(__file__).with_name("typesetter.py")
LIBRARY = Path(math_core.__file__).parent.parent
SECONDS = 1  # of work; a thousand ordinary formulas take a tenth of it
PATIENCE = 60  # seconds by the clock: on a busy machine no formula is to blame
STARTS = 3
MAX_DEPTH = 2 * bounds.MAX_FORMULA_NESTING  # a level of a matrix is three elements deep

# What mathematicians write without a thought, since their own preamble or a package defines it.
COMMANDS = {
    "norm": r"\left\lVert #1\right\rVert",
    "abs": r"\left\lvert #1\right\rvert",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "mathbbm": r"\mathbb{#1}",
    "mathds": r"\mathbb{#1}",
    "textnormal": r"\text{#1}",
    "nicefrac": r"{#1}/{#2}",
    "E": r"\mathbb{E}",
    "P": r"\mathbb{P}",
    "Q": r"\mathbb{Q}",
    "C": r"\mathbb{C}",
    "dd": r"\mathrm{d}",
    "eps": r"\varepsilon",
    **{
        name: rf"\operatorname{{{name}}}"
        for name in ("tr", "rank", "diag", "supp", "sign", "sgn", "dist", "Var", "Cov", "Tr")
    },
    "esssup": r"\operatorname*{ess\,sup}",
}
DEFINING = re.compile(r"\\(?:(?:re)?newcommand|providecommand|g?def|let|global)(?![A-Za-z])")
REWRITTEN = [
    (re.compile(r"(\\(?:begin|end)\{)split\}"), r"\1aligned}"),
    (re.compile(r"\\begin\{eqnarray\*?\}"), r"\\begin{array}{rcl}"),
    (re.compile(r"\\end\{eqnarray\*?\}"), r"\\end{array}"),
    # A text is shown among others, where its own "(1)" would point nowhere.
    (re.compile(r"(\\(?:begin|end)\{(?:equation|align|gather|multline))\}"), r"\1*}"),
    (re.compile(r"\\label\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])"), ""),
    (re.compile(r"\\tag\*?\{([^{}]*)\}"), r"\\qquad\\text{(\1)}"),
    (re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]"), r"\\\\"),
]


@dataclass(frozen=True)
class Formula:
    """A formula as it was written, and whether it stands on a line of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True)
class Typeset:
    """The MathML of a formula; or, if there is none, the problem that a person can mend."""

    mathml: str = ""
    problem: "StrOrPromise" = ""


# Formulas recur: in a title, its page and its list, and with every keystroke of a preview.
kept: dict[Formula, Typeset] = {}
MAX_KEPT = 5_000

TOO_MANY = Typeset(problem=gettext_lazy("too many formulas in one text"))
TOO_LARGE = Typeset(problem=gettext_lazy("too much work"))


def typeset(formulas: Sequence[Formula]) -> dict[Formula, Typeset]:
    """Typeset the formulas of a text, in bounded time; of a bad one the problem is told."""
    results = dict.fromkeys(formulas, TOO_MANY)
    accepted = list(results)[: bounds.MAX_FORMULAS]
    results |= {
        formula: done for formula in accepted if (done := kept.get(formula) or refused(formula))
    }
    results |= typeset_apart([formula for formula in accepted if results[formula] is TOO_MANY])
    return within_length(results)


def refused(formula: Formula) -> Typeset | None:
    """Return what speaks against the formula by its look, without typesetting it."""
    if len(formula.tex) > bounds.MAX_FORMULA_LENGTH:
        return Typeset(problem=gettext_lazy("the formula is too long"))
    if nesting(formula.tex) > bounds.MAX_FORMULA_NESTING:
        return Typeset(problem=gettext_lazy("the formula is nested too deeply"))
    if DEFINING.search(formula.tex):
        return Typeset(problem=gettext_lazy("commands cannot be defined here"))
    return None


def typeset_apart(formulas: list[Formula]) -> dict[Formula, Typeset]:
    """Typeset the formulas in a process of their own; what ends it is left out from then on."""
    results: dict[Formula, Typeset] = {}
    for _start in range(STARTS):
        todo = formulas[len(results) :]
        if not todo:
            return results
        answers = [read_answer(line) for line in run_typesetter(todo)]
        if len(answers) < len(todo):
            answers.append(TOO_LARGE)
        fresh = dict(zip(todo, answers, strict=False))
        if len(kept) + len(fresh) > MAX_KEPT:
            kept.clear()
        kept.update(fresh)
        results |= fresh
    return results | dict.fromkeys(formulas[len(results) :], TOO_LARGE)


def run_typesetter(formulas: list[Formula]) -> list[str]:
    """Return a line for each formula, up to the one that ended the typesetter."""
    task = {
        "library": str(LIBRARY),
        "seconds": SECONDS,
        "expansions": bounds.MAX_EXPANSIONS,
        "macros": COMMANDS,
        "formulas": [(rewritten(formula.tex), formula.display) for formula in formulas],
    }
    command = [sys.executable, "-I", "-S", str(TYPESETTER)]
    try:
        answer = subprocess.run(  # noqa: S603 (our own program; the formulas are its input)
            command,
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as stopped:
        answer = stopped.stdout or b""
    return answer.decode().rpartition("\n")[0].splitlines()


def rewritten(tex: str) -> str:
    for pattern, replacement in REWRITTEN:
        tex = pattern.sub(replacement, tex)
    return tex


def read_answer(line: str) -> Typeset:
    answer = json.loads(line)
    if "error" in answer:
        # "12: Unknown command …": the place is one in the rewritten formula, which nobody sees.
        return Typeset(problem=answer["error"].partition(": ")[2])
    if answer["depth"] > MAX_DEPTH:
        return Typeset(problem=gettext_lazy("the formula is nested too deeply"))
    return Typeset(mathml=tidy(answer["mathml"]))


def within_length(results: dict[Formula, Typeset]) -> dict[Formula, Typeset]:
    room = bounds.MAX_MATHML_LENGTH
    for formula, result in results.items():
        room -= len(result.mathml)
        if room < 0:
            results[formula] = TOO_LARGE
    return results
