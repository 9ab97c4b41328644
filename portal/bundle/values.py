"""JSON values and texts, looked at closely."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from marshmallow import ValidationError

KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number"}


def of_kind(value: Any, *kinds: type) -> Any:
    """Return the value if it is of one of these kinds, which for JSON are quite different things."""
    if type(value) not in kinds:
        raise ValidationError(f"This must be {KINDS[kinds[0]]}, not {kind_of(value)}.")
    return value


def kind_of(value: object) -> str:
    """Return what a JSON value is, in words."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return f"the {KINDS[str]} “{value[:40]}”" if isinstance(value, str) else repr(value).lower()


def check(text: str, *validators: Any) -> None:
    """Run Django's validators; raise what they say as marshmallow does."""
    try:
        for validator in validators:
            validator(text)
    except DjangoValidationError as error:
        raise ValidationError(list(error.messages)) from error


def printable(text: str) -> None:
    """Refuse half of a pair of surrogates, which JSON can spell but no database keep."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DjangoValidationError("This holds characters that do not exist.") from error
