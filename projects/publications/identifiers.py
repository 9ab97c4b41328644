"""DOIs and arXiv identifiers, brought from what people paste into the form in which they are kept."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
# Since 2007 "2101.00001", before that "math/0309136" or "math.PR/0309136".
ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?/\d{7}", re.ASCII)
DOI_ADDRESS = re.compile(r"^(doi:\s*|https?://(dx\.)?doi\.org/)", re.IGNORECASE)
ARXIV_ADDRESS = re.compile(r"^(arxiv:\s*|https?://(www\.)?arxiv\.org/(abs|pdf)/)", re.IGNORECASE)


def normal_doi(text: str) -> str:
    """Return the DOI in a text without its address, in small letters: a DOI knows no case."""
    return DOI_ADDRESS.sub("", text.strip()).lower()


def normal_arxiv(text: str) -> str:
    """Return the arXiv identifier in a text without its address and version."""
    bare = ARXIV_ADDRESS.sub("", text.strip()).lower()
    return re.sub(r"(v\d+)?(\.pdf)?$", "", bare)


def validate_doi(doi: str) -> None:
    if not DOI.fullmatch(doi):
        raise ValidationError(_("A DOI looks like 10.1000/182."), code="invalid")


def validate_arxiv(identifier: str) -> None:
    if not ARXIV.fullmatch(identifier):
        raise ValidationError(
            _("An arXiv identifier looks like 2101.00001 or math/0309136."), code="invalid"
        )
