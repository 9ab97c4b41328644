import pytest
from django.core.exceptions import ValidationError

from projects.publications.identifiers import (
    normal_arxiv,
    normal_doi,
    validate_arxiv,
    validate_doi,
)


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/ABC.1",
        " https://doi.org/10.1000/abc.1 ",
        "http://dx.doi.org/10.1000/abc.1",
        "doi: 10.1000/abc.1",
    ],
)
def test_a_doi_is_read_as_people_paste_it(text):
    assert normal_doi(text) == "10.1000/abc.1"


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("arXiv:2101.00001v3", "2101.00001"),
        ("https://arxiv.org/abs/2101.00001", "2101.00001"),
        ("https://arxiv.org/pdf/2101.00001v2.pdf", "2101.00001"),
        ("math.PR/0309136", "math.pr/0309136"),
    ],
)
def test_an_arxiv_identifier_is_read_without_its_address_and_version(text, identifier):
    assert normal_arxiv(text) == identifier
    validate_arxiv(identifier)


@pytest.mark.parametrize("text", ["", "10.1000", "11.1000/x", "10.1000/a b", "javascript:1"])
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(ValidationError):
        validate_doi(text)


@pytest.mark.parametrize("text", ["", "21010.1", "2101.1", "math/12", "hello"])
def test_what_is_no_arxiv_identifier_is_refused(text):
    with pytest.raises(ValidationError):
        validate_arxiv(text)
