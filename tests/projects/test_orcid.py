import pytest
from django.core.exceptions import ValidationError

from projects.orcid import check_digit, normal, validate_orcid


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
)
def test_an_orcid_whose_check_digit_fits_is_taken(orcid):
    validate_orcid(orcid)

    assert check_digit(orcid) == orcid[-1]


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0079", "0000-0002-1852-0097", "0000-0002-1694-2330"]
)
def test_two_digits_changed_about_are_noticed(orcid):
    with pytest.raises(ValidationError, match="does not fit"):
        validate_orcid(orcid)


@pytest.mark.parametrize(
    "text", ["", "1234", "0000-0002-1825-009", "٠000-0002-1825-0097", "x" * 19]
)
def test_what_does_not_look_like_an_orcid_is_refused(text):
    with pytest.raises(ValidationError, match="looks like"):
        validate_orcid(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://orcid.org/0000-0002-1694-233x",
        "orcid.org/0000-0002-1694-233X/",
        " 000000021694233X ",
        "0000 0002 1694 233x",
    ],
)
def test_an_orcid_is_read_however_it_is_pasted(text):
    assert normal(text) == "0000-0002-1694-233X"
