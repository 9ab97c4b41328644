import pytest

from events.slides import judging
from events.slides.judging import kind_of
from events.slides.models import Kind
from tests.events.slides.conftest import ODP_TYPE, PPTX_PARTS, archive, upload
from tests.factories.slides import PDF

TYPES = "[Content_Types].xml"
PPTX = archive(**{TYPES: PPTX_PARTS})


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, Kind.PDF), (PPTX, Kind.PPTX), (archive(mimetype=ODP_TYPE), Kind.ODP)],
)
def test_a_kind_is_told_by_the_content_whatever_the_name(content, kind):
    assert kind_of(upload(content, name="../../evil.html")) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"<html>%PDF-1.7 %%EOF",
        PDF.removesuffix(b"%%EOF\n"),  # cut off
        PPTX[:-30],  # cut off
        b"PK\x03\x04",
        archive(**{"a.txt": "an archive of something else"}),
        archive(**{TYPES: PPTX_PARTS.replace("presentationml.presentation", "wordprocessingml")}),
        archive(**{TYPES: PPTX_PARTS.replace("application/vnd.open", "application/vnd.ms-open")}),
        archive(mimetype=ODP_TYPE.replace("presentation", "text")),
        archive(mimetype=ODP_TYPE + " " * 1000),
    ],
)
def test_what_is_no_slides_has_no_kind(content):
    assert kind_of(upload(content)) is None


def test_a_bomb_is_refused_by_what_it_declares(monkeypatch):
    parts = {TYPES: PPTX_PARTS, "ppt/media/zeros.bin": "0" * 2_000_000}
    assert kind_of(upload(archive(**parts))) == Kind.PPTX

    monkeypatch.setattr(judging, "LARGEST_UNPACKED", 1_000_000)

    assert kind_of(upload(archive(**parts))) is None


def test_a_bomb_that_lies_about_its_size_is_read_no_further_than_allowed():
    honest = archive(**{TYPES: PPTX_PARTS + " " * (judging.LONGEST_LIST + 1)})
    size = (len(PPTX_PARTS) + judging.LONGEST_LIST + 1).to_bytes(4, "little")
    assert honest.count(size) == 2

    assert kind_of(upload(honest)) is None
    assert kind_of(upload(honest.replace(size, (100).to_bytes(4, "little")))) is None
