"""QR codes are read back by a reader that knows nothing of how they were drawn."""

import re
from pathlib import Path

import pytest

from portal.common import codes
from tests.pictures import codes_in, pages_of

TEMPLATES = Path(__file__).parent / "typst"
ADDRESS = "https://portal.example.org/check-in/" + "k" * 43 + "/?q=ä&x=<1>"


@pytest.mark.parametrize("text", ["https://example.org/", ADDRESS])
def test_a_picture_of_a_code_says_what_was_put_into_it(text):
    assert codes_in(codes.png(text)) == [text]


@pytest.mark.parametrize("text", ["https://example.org/", ADDRESS])
def test_a_code_on_paper_says_what_was_put_into_it(text):
    pages = pages_of("code.typ", {"code": codes.for_paper(text)}, folder=TEMPLATES)

    assert [codes_in(page) for page in pages] == [[text]]


def test_a_code_in_a_page_is_named_and_needs_no_style():
    drawn = codes.svg("https://example.org/", title='Check-in <"A & B">')

    assert drawn.startswith('<svg role="img" ')
    assert "<title>Check-in &lt;" in drawn
    assert not re.search(r"style=|<style|<script|\bon\w+=", drawn)


def test_a_code_in_a_page_stands_on_white_in_any_theme():
    assert 'fill="#fff"' in codes.svg("https://example.org/", title="Code")
