"""ORCID iDs, with the check digit by which a slip of the finger shows (ISO 7064, MOD 11-2)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
ADDRESS = re.compile(r"^(https?://)?(www\.)?orcid\.org/", re.IGNORECASE)


def normal(text: str) -> str:
    """Return the iD in a text as people paste it: with its address, in small letters or without hyphens."""
    digits = re.sub(r"[\s\-–]", "", ADDRESS.sub("", text.strip()).strip("/")).upper()
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def check_digit(orcid: str) -> str:
    """Return the last character an iD must have, given the ones before it."""
    total = 0
    for digit in orcid.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)  # noqa: PLR2004  X stands for ten


def validate_orcid(orcid: str) -> None:
    """Raise ValidationError where this is not the iD of anybody."""
    if not FORM.fullmatch(orcid):
        raise ValidationError(_("An ORCID looks like 0000-0002-1825-0097."), code="invalid")
    if orcid[-1] != check_digit(orcid):
        raise ValidationError(
            _("This is no ORCID: its last digit does not fit the others. Is there a slip in it?"),
            code="checksum",
        )
