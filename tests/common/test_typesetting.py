"""Papers: whatever is typed stays words, and a paper is the same wherever it is made."""

import datetime
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from portal.common import typesetting
from portal.common.typesetting import NotTypeset, pdf

TEMPLATES = Path(__file__).parent / "typst"
AT = datetime.datetime(2027, 3, 24, 9, 30, tzinfo=datetime.UTC)


def printed(*words: str) -> str:
    paper = pdf("words.typ", {"title": "Words", "words": list(words)}, at=AT, folder=TEMPLATES)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


@pytest.mark.parametrize(
    "word",
    [
        "#panic()",
        "#import sys: inputs",
        '#read("/etc/passwd")',
        "$x^2$ and *bold* and _italic_",
        "= no heading",
        '"]); quoted',
        r"\u{41} \ back",
        "// no comment, /* nor this */",
        "@label <label> ~ --- ...",
        '{"json": "in it"}',
    ],
)
def test_what_looks_like_typst_is_printed_as_it_was_typed(word):
    assert " ".join(printed(word).split()) == " ".join(word.split())


def test_letters_of_europe_are_there():
    word = "Jürgen Łukasz Şule Žaneta Ærø Ħal Çağ Ørsted Ștefan Nguyễn Ελένη Юлия"

    assert printed(word) == word


def test_formulas_are_typeset():
    paper = pdf("formula.typ", {}, at=AT, folder=TEMPLATES)

    text = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert all(sign in text for sign in "∫∑‖ℝ")


def test_the_same_data_gives_the_same_bytes():
    papers = {
        pdf("words.typ", {"title": "Words", "words": ["Ada"]}, at=AT, folder=TEMPLATES)
        for _again in range(2)
    }

    assert len(papers) == 1


def test_a_letter_that_no_font_of_ours_has_stops_no_paper():
    assert "Ada" in printed("Ada 王 سلام \U0001f984")


def test_what_cannot_be_printed_or_turns_the_line_is_left_out():
    assert printed("a\x00b\x07c\u202ed\ud800e") == "abcde"


def test_an_endless_paper_is_given_up(monkeypatch):
    monkeypatch.setattr(typesetting, "SECONDS", 1)

    with pytest.raises(NotTypeset, match=r"endless\.typ"):
        pdf("endless.typ", {}, at=AT, folder=TEMPLATES)


def test_data_that_does_not_fit_the_template_is_told():
    with pytest.raises(NotTypeset, match="words"):
        pdf("words.typ", {"title": "Words"}, at=AT, folder=TEMPLATES)


def test_a_template_reads_no_file_outside_its_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "in" / "reader.typ").write_text('#read("../secret")')

    with pytest.raises(NotTypeset):
        pdf("reader.typ", {}, at=AT, folder=tmp_path / "in")


def test_no_template_asks_the_network_for_a_package():
    templates = list(typesetting.FOLDER.rglob("*.typ"))

    assert templates
    assert not [one.name for one in templates if "@preview" in one.read_text()]


def test_a_paper_is_handed_out_as_a_file_nobody_keeps():
    response = typesetting.answer(b"%PDF", "Łódź list")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Cache-Control"] == "private, no-store"
