import re
from html import unescape

import pytest
from django.conf import settings

from portal.common.text import render, render_inline
from portal.common.text.formulas import Formula, typeset
from portal.common.text.mathml import CLASSES
from portal.common.text.sanitising import sanitise

SEEN = {
    r"\|x\|_2 \le \|x\|_1": "‖x‖2≤‖x‖1",
    r"\norm{u}_{H^1(\Omega)}": "‖u‖H1(Ω)",
    r"\sum_{i=1}^n a_i": "∑i=1nai",
    r"\sum_{\substack{i=1\\ i\ne j}}^n x_i": "∑i=1i≠jnxi",
    r"\int_0^1 f(t)\,\mathrm{d}t": "∫01f(t)dt",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(abcd)",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a=b=c",
    r"\begin{split} a &= b \\ &= c \end{split}": "a=b=c",
    r"\mathbb{R}^d \to \R": "ℝd→ℝ",
    r"\operatorname{tr}(A)": "tr\u2061(A)",
    r"|x| = \begin{cases} x & x \ge 0 \\ -x & \text{else} \end{cases}": "|x|={xx≥0−xelse\u2063",
    r"\E_{x\sim\mu}[\ell(f_\theta(x))]": "𝔼x∼μ[ℓ(fθ(x))]",
    r"\operatorname*{arg\,min}_{\theta\in\Theta} L(\theta)": "argminθ∈Θ\u2061L(θ)",
    r"\lim_{n\to\infty} a_n": "limn→∞\u2061an",
    r"\partial_t u - \Delta u = f": "∂tu−Δu=f",
    r"\left\langle f, v\right\rangle": "⟨f,v⟩",
    r"\frac{\partial L}{\partial w} \sqrt[3]{x}": "∂L∂wx3",
    r"W^{s,p}(\Omega) \hookrightarrow L^q": "Ws,p(Ω)↪Lq",
    r"\begin{eqnarray} a &=& b \end{eqnarray}": "a=b",
    r"\widetilde{f} \hat{g} \overline{z}": "f~gˆz\u0332",
    r"a \\[1em] b": "ab",
    r"x \tag{3}": "x(3)",
}


def seen(html: str) -> str:
    """Return what the reader sees of a formula, variants of a letter and spaces aside."""
    text = unescape(re.sub(r"<[^<>]*>", "", html))
    return re.sub(r"[\ufe00\ufe01\s\u2003\u2009\u200a]", "", text)


@pytest.mark.parametrize(("tex", "expected"), SEEN.items())
def test_formulas_of_the_field_are_typeset(tex, expected):
    (result,) = typeset([Formula(tex, display=True)]).values()

    assert result.problem == ""
    assert result.mathml.startswith('<math display="block">')
    assert seen(result.mathml) == seen(expected)


def test_a_formula_in_a_line_keeps_its_line():
    assert render("Let $x_1$ be.") == (
        "<p>Let <math><msub><mi>x</mi><mn>1</mn></msub></math> be.</p>"
    )


@pytest.mark.parametrize("source", [r"\(x\)", "$x$", "*$x$*", "[$x$](/x/)", "# $x$", "- $x$"])
def test_a_formula_stands_wherever_words_do(source):
    assert "<math><mi>x</mi></math>" in render(source)


@pytest.mark.parametrize("source", ["$$x$$", r"\[x\]", "$$\nx\n$$", "before\n\\[\nx\n\\]\nafter"])
def test_a_displayed_formula_stands_on_its_own(source):
    assert '<div class="wide"><math display="block"><mi>x</mi></math></div>' in render(source)


def test_a_displayed_formula_within_a_sentence_stays_in_its_paragraph():
    assert render("Then $$x$$ holds.") == (
        '<p>Then <math display="block"><mi>x</mi></math> holds.</p>'
    )


def test_lines_of_a_formula_are_not_read_as_markdown():
    html = render("$$\n\\begin{aligned}\n- a &= b \\\\\n+ c_1_ &= * d *\n\\end{aligned}\n$$")

    assert "<li>" not in html
    assert "<em>" not in html


@pytest.mark.parametrize("sign", ["_", "*", "<", "\\\\", "&lt;"])
def test_markdown_leaves_the_signs_of_a_formula_alone(sign):
    source = rf"$\text{{a}} {sign} b$ and $c {sign} d$"

    html = render(source)

    assert html.count("<math>") + html.count("formula-broken") == 2
    assert "<em>" not in html


def test_less_than_stays_a_sign():
    assert "<mo>&lt;</mo>" in render("$a<b$")


def test_environments_stand_by_themselves_and_are_not_numbered():
    html = render("\\begin{align}\na &= b \\label{eq:a} \\\\\nc &= d\n\\end{align}")

    assert html.startswith('<div class="wide" tabindex="0"><math display="block"><mtable')
    assert "(1)" not in html


def test_a_formula_that_may_be_wider_than_a_phone_can_be_scrolled_by_keyboard():
    assert 'tabindex="0"' in render("$$" + "x + " * 20 + "y$$")
    assert 'tabindex="0"' not in render("$$x + y$$")


def test_punctuation_after_a_displayed_formula_stays_with_it():
    assert (
        render("$$\nx\n$$.") == '<div class="wide"><math display="block"><mi>x</mi></math>.</div>'
    )


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("$5-$6", "$5-$6"),
        (r"\$x\$", "$x$"),
        ("a $ b $ c", "a $ b $ c"),
        ("US$5, CA$7", "US$5, CA$7"),
        ("$", "$"),
        ("$$", "$$"),
        ("$$$$", "$$$$"),
        ("one $x", "one $x"),
        ("$x\n\ny$", "$x</p>\n<p>y$"),
    ],
)
def test_dollars_that_are_no_formula_stay_dollars(source, shown):
    assert render(source) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("`$x$`", "<p><code>$x$</code></p>"),
        ("`` \\(x\\) ` ``", "<p><code>\\(x\\) `</code></p>"),
        ("```\n$$x$$\n```", "<pre><code>$$x$$\n</code></pre>"),
        ("~~~\n\\[x\\]\n~~~", "<pre><code>\\[x\\]\n</code></pre>"),
        ("    $$\n    x\n    $$", "<pre><code>$$\nx\n$$\n</code></pre>"),
        ("- a\n\n      $x$", "<ul>\n<li>\n<p>a</p>\n<pre><code>$x$\n</code></pre>\n</li>\n</ul>"),
    ],
)
def test_code_is_left_alone(source, html):
    assert render(source) == html


@pytest.mark.parametrize(
    ("tex", "problem"),
    [
        (r"\nosuch{x}", "Unknown command"),
        (r"\frac{1}", "Expected argument"),
        (r"\begin{nosuch}x\end{nosuch}", "Unknown environment"),
        (r"\left( x", "Expected closing token"),
        ("}", "Unmatched closing token"),
        (r"\newcommand{\a}{b}\a", "commands cannot be defined here"),
        ("x" * 2_001, "the formula is too long"),
        ("{" * 51 + "x" + "}" * 51, "the formula is nested too deeply"),
        (r"\sqrt" * 51 + " x", "the formula is nested too deeply"),
        (r"\frac1" * 100 + " x", "the formula is nested too deeply"),
    ],
)
def test_a_broken_formula_is_shown_as_written_with_the_problem(tex, problem):
    html = render(f"Before ${tex}$ after.")

    assert re.fullmatch(
        r'<p>Before <span class="formula-broken"><code>\$.*\$</code> <small>\(not typeset: (.*)\)</small></span> after.</p>',
        html,
    )
    assert problem in html


def test_a_broken_formula_spoils_no_other():
    html = render(r"$x$ $\nosuch$ $y$")

    assert "<mi>x</mi>" in html
    assert "<mi>y</mi>" in html


def test_titles_hold_formulas_and_emphasis_on_one_line():
    assert render_inline("On *deep*\n  $L^2$ bounds & more") == (
        "On <em>deep</em> <math><msup><mi>L</mi><mn>2</mn></msup></math> bounds &amp; more"
    )


@pytest.mark.parametrize(
    "source",
    [
        "[a](http://b.example)",
        "# a",
        "- a",
        "> a",
        "`a`",
        "![a](/b.png)",
        "<b>a</b>",
        "http://a.example",
    ],
)
def test_titles_hold_nothing_else(source):
    html = render_inline(source)

    assert "<" not in html
    assert html.startswith(source[0].replace("<", "&lt;").replace(">", "&gt;"))


RICH = [
    r"\begin{array}{r|c:l} a & b & c \\ \hline d & e & f \end{array}",
    r"\begin{multline} a \\ b \\ c \end{multline}",
    r"\cfrac{1}{2} \dfrac12 \genfrac(){0pt}{}{a}{b} \binom{n}{k}",
    r"\bigl( \Bigg/ \bigr) \left. x \right|_0 \left( a \middle| b \right)",
    r"\boxed{x} \cancel{y} \phantom{z} \raisebox{2pt}{x} \cramped{x^2}",
    r"\text{\textbf{a} \textsc{b} \textsf{c} \texttt{d} \emph{e}} \mathrm{d}x \mathcal{L}",
    r"\sideset{_a^b}{_c^d}\sum \prescript{a}{b}{X} f''' \xrightarrow[a]{b} \overbrace{x}^n",
    r"a \! b \, c \quad d \hspace{1em} e \mathbin{+} \displaystyle \sum \limits_a^b \color{red} x",
]


@pytest.mark.parametrize("tex", RICH)
def test_what_is_typeset_survives_sanitising(tex):
    formula = Formula(tex, display=True)

    made = typeset([formula])[formula].mathml

    assert elements(made)
    assert elements(sanitise(made)) == elements(made)


def elements(html: str) -> list[tuple[str, list[str]]]:
    """Return every element with its attributes: all that a sanitiser could take away."""
    tags = re.findall(r"<([a-z]+)((?: [a-z]+=\"[^\"]*\")*)", html)
    return [(name, sorted(re.findall(r'[a-z]+="[^"]*"', rest))) for name, rest in tags]


def test_no_formula_has_a_style_of_its_own():
    made = typeset([Formula(tex, display=True) for tex in RICH])

    assert " style=" not in "".join(result.mathml for result in made.values())


def test_every_class_of_a_formula_is_styled():
    css = (settings.BASE_DIR / "static/css/formula.css").read_text()

    assert [name for name in CLASSES.values() if f".{name} {{" not in css] == []
