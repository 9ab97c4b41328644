import pytest

from portal.common.text import plain, render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One\ntwo</p>\n<p>three</p>"),
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <s>c</s></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("---", "<hr>"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_ordinary_markdown_is_html(source, html):
    assert render(source) == html


@pytest.mark.parametrize(("marks", "level"), [("#", 2), ("##", 3), ("#####", 6), ("######", 6)])
def test_headings_stand_below_the_heading_of_the_page(marks, level):
    assert render(f"{marks} a") == f"<h{level}>a</h{level}>"


def test_a_table_can_be_scrolled_and_keeps_its_alignment():
    html = render("| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert html.startswith('<div class="wide" tabindex="0"><table>')
    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style" not in html


@pytest.mark.parametrize("address", ["/projects/", "#part", "?page=2", "mailto:a@b.example"])
def test_a_link_within_the_site_is_plain(address):
    assert render(f"[a]({address})") == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize("address", ["https://a.example/x", "http://a.example", "//a.example/x"])
def test_a_link_to_another_site_says_so(address):
    assert render(f"[a]({address})") == f'<p><a href="{address}" rel="noopener nofollow">a</a></p>'


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("See https://a.example/b_c_d?x=1.", "https://a.example/b_c_d?x=1"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("**http://a.example**", "http://a.example"),
        ("<https://a.example/>", "https://a.example/"),
    ],
)
def test_a_bare_address_becomes_a_link(source, address):
    assert f'<a href="{address}" rel="noopener nofollow">{address}</a>' in render(source)


def test_an_address_within_a_link_or_code_stays_as_it_is():
    assert render("[https://a.example](/b/) `https://c.example`") == (
        '<p><a href="/b/">https://a.example</a> <code>https://c.example</code></p>'
    )


def test_a_picture_of_our_own_is_shown_with_its_words():
    assert render("![A $x$ plot](/media/a.png)") == (
        '<p><img src="/media/a.png" alt="A x plot" loading="lazy"></p>'
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# Head\n\nOne *two*\nthree `four`", "Head\n\nOne two three four"),
        ("- a\n- b [c](https://d.example)\n\nd", "- a\n- b c\n\nd"),
        ("1. a\n2. b\n   - c", "1. a\n2. b\n- c"),
        ("2026. A meeting", "2026. A meeting"),
        ("![plot](/a.png) &amp; <b>", "plot & <b>"),
        (r"Let $\|x\|_2 \le \alpha$ in $\mathbb{R}^d$.", "Let ‖x‖_2 ≤ α in ℝ^d."),
        (r"$\frac{a}{b} \to \infty$, $x_{i}$, $\norm{f}$", "(a)/(b) → ∞, x_i, ‖f‖"),
        (r"$\operatorname{tr}(A) \cdot \mathrm{d}x$", "tr(A) · dx"),
        ("a\n\n$$x$$.\n\nb", "a\n\nx.\n\nb"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("```\ncode\n```", "code"),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("", ""),
    ],
)
def test_plain_text_keeps_the_words_and_leaves_the_marks(source, words):
    assert plain(source) == words


def test_plain_text_for_mail_names_the_addresses():
    assert plain("See [the page](https://a.example/x) and https://b.example.", links=True) == (
        "See the page (https://a.example/x) and https://b.example."
    )


def test_a_mail_has_formulas_in_plain_signs():
    assert render("**Let** $x_1 \\le 2$ & $$\\nosuch < 1$$", mathml=False) == (
        "<p><strong>Let</strong> x_1 ≤ 2 &amp; \\nosuch &lt; 1</p>"
    )
