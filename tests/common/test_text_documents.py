"""Texts for papers: what is typed stays words, and formulas are those of the page."""

import re

import pytest

from portal.common.text import documents
from portal.common.text.commands import written_out

TYPST, LATEX = documents.TYPST, documents.LATEX


def body(source, to):
    (text,) = documents.bodies([source], to)
    return text


@pytest.mark.parametrize(
    ("source", "typst", "latex"),
    [
        ("*a* and **b**", "#emph[a] and #strong[b]", r"\emph{a} and \textbf{b}"),
        (r"$x^2 \le \alpha$", "$x^2 lt.eq alpha$", r"\(x^2 \le \alpha\)"),
        ("$$\\int_0^1 f$$", "$ integral_0^1 f $", r"\[\int_0^1 f\]"),
        ("costs $5 and 6$ more", "costs $5 a n d 6$ more", r"costs \(5 and 6\) more"),
        ("from $5 to $6", "from \\$5 to \\$6", r"from \$5 to \$6"),
    ],
)
def test_markdown_and_formulas_are_written_in_the_language_of_the_paper(source, typst, latex):
    assert body(source, TYPST).source == typst
    assert body(source, LATEX).source == latex


HOSTILE = [
    '#eval("1 + 1")',
    '#read("/etc/passwd")',
    '#import "x.typ"',
    r"\input{/etc/passwd}",
    r"\write18{touch x}",
    "`{=typst}` #let x = 1",
    "@cite <label> // no comment",
    "% no comment",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_what_is_typed_is_never_read_as_typst_or_latex(source):
    typst, latex = body(source, TYPST).source, body(source, LATEX).source

    assert not re.search(r"(?<!\\)#", typst)
    assert r"\input{" not in latex
    assert r"\write18{" not in latex
    assert not latex.startswith("%")


def test_a_code_block_cannot_end_the_text_it_stands_in():
    first, second = documents.bodies(["```\n// 00\n% 00\n```", "second"], TYPST)

    assert "// 00" in first.source
    assert second.source == "second"


def test_a_formula_that_the_page_refuses_stands_as_it_was_written_and_is_told():
    for to in (TYPST, LATEX):
        text = body(r"so $\undefined{x}$ it is", to)

        assert text.problems == [r"\undefined{x}"]
        assert "undefined" in text.source
        assert "$" not in text.source.replace("\\$", "")
        assert r"\(" not in text.source


def test_a_formula_that_pandoc_cannot_write_is_told_for_typst_alone():
    tex = r"\begin{CD} A @>>> B \end{CD}"

    assert [bool(body(f"${tex}$", to).problems) for to in (TYPST,)] == [True]


def test_commands_of_a_preamble_are_written_out():
    assert written_out(r"\norm{x}_2") == r"{\left\lVert x\right\rVert}_2"
    assert written_out(r"\abs{\frac{a}{b}}") == r"{\left\lvert \frac{a}{b}\right\rvert}"
    assert written_out(r"\E[X] \Epsilon") == r"{\mathbb{E}}[X] \Epsilon"
    assert written_out(r"\begin{vmatrix}a\end{vmatrix}") == (
        r"\left|{\begin{matrix}a\end{matrix}}\right|"
    )
    assert written_out(r"\begin{align*}a\end{align*}") == r"\begin{aligned}a\end{aligned}"


@pytest.mark.parametrize(
    ("tex", "typst"),
    [
        (r"A \cap B", "$A inter B$"),
        (r"\bigcap_i A", "$inter.big_i A$"),
        (r"x \otimes y \odot z", "$x times.o y dot.o z$"),
        (r"\text{sect times.circle}", '$upright("sect times.circle")$'),
    ],
)
def test_signs_have_the_names_they_have_in_typst_now(tex, typst):
    assert body(f"${tex}$", TYPST).source == typst


def test_titles_stay_on_one_line():
    (title,) = documents.titles(["On\n$\\ell_1$ & more"], LATEX)

    assert title.source == r"On \(\ell_1\) \& more"


def test_words_are_words():
    assert documents.words(["A_B *C* $x$ #y"], TYPST) == [r"A\_B \*C\* \$x\$ \#y"]


def test_no_text_is_no_work():
    assert documents.bodies([], TYPST) == []


def test_texts_keep_their_order():
    sources = [f"text {number} with $x_{{{number}}}$" for number in range(30)]

    assert [text.source for text in documents.bodies(sources, LATEX)] == [
        rf"text {number} with \(x_{{{number}}}\)" for number in range(30)
    ]
