"""What a value of a bundle may be; each field says in plain words what is wrong with another one."""

import re
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator, URLValidator
from django.db import models
from marshmallow import ValidationError, fields

from portal.bundle.values import check, of_kind, printable
from portal.common.partial_dates import PartialDate

MESSAGES: dict[str, Any] = {"required": "This is missing.", "null": "This is missing (null)."}
SPACE = re.compile(r"\s+")


class Field(fields.Field):
    """A value that may be null for unknown, unless it is required; `empty` stands for null."""

    default_error_messages = MESSAGES

    def __init__(self, *, empty: Any = None, **options: Any) -> None:
        super().__init__(**{"allow_none": not options.get("required"), **options})
        self.empty = empty

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        found = super().deserialize(value, *args, **kwargs)
        return self.empty if found is None else found


class Text(Field):
    """A text that fits a field of a model: its length and its validators count."""

    def __init__(self, model: type[models.Model], name: str, **options: Any) -> None:
        field: Any = model._meta.get_field(name)
        self.like = getattr(field, "base_field", field)
        super().__init__(**{"empty": None if self.like.null else "", **options})

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = of_kind(value, str).strip()
        if not isinstance(self.like, models.TextField):
            text = SPACE.sub(" ", text)
        if self.required and not text:
            raise ValidationError("This is empty.")
        if text:
            self._check(text)
        return text or self.empty

    def _check(self, text: str) -> None:
        limit = self.like.max_length or len(text)
        if len(text) > limit:
            raise ValidationError(f"This has {len(text)} characters; at most {limit} are possible.")
        check(text, printable, ProhibitNullCharactersValidator(), *self.like.validators)


class Url(Text):
    """An address on the web."""

    def _check(self, text: str) -> None:
        check(text, URLValidator(["http", "https"], message=f"“{text[:80]}” is no web address."))
        super()._check(text)


class Orcid(Text):
    """An ORCID, bare or as the address of its page."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        bare = of_kind(value, str).strip().removeprefix("https://orcid.org/").upper()
        return super()._deserialize(bare, *args, **kwargs)


class Choice(Field):
    """One of a few words."""

    def __init__(self, choices: list[str], **options: Any) -> None:
        super().__init__(**options)
        self.choices = choices

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if of_kind(value, str) not in self.choices:
            raise ValidationError(f"“{value[:40]}” is none of: {', '.join(self.choices)}.")
        return value


class Date(Field):
    """A day, a month or a year as ISO text; a bare number is a year."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> PartialDate:
        try:
            return PartialDate.parse(str(of_kind(value, str, int)))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Number(Field):
    """A whole number within bounds."""

    def __init__(self, low: float, high: float, *, kinds: tuple = (int,), **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high, self.kinds = low, high, kinds

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> float:
        number = of_kind(value, *self.kinds)
        if not self.low <= number <= self.high:
            raise ValidationError(f"{number} does not lie from {self.low} to {self.high}.")
        return number


class Flag(Field):
    """True or false; null is not known to be true."""

    def __init__(self, **options: Any) -> None:
        super().__init__(empty=False, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        return of_kind(value, bool)


class Many(fields.List):
    """A list without gaps; null is an empty one."""

    default_error_messages = MESSAGES | {"invalid": "This must be a list."}

    def __init__(self, inner: fields.Field, **options: Any) -> None:
        super().__init__(inner, **{"allow_none": True, **options})
        self.inner.required, self.inner.allow_none = True, False

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        items = super().deserialize(value, *args, **kwargs)
        return [] if items is None else items


class One(fields.Nested):
    """An object within the record."""

    default_error_messages = MESSAGES | {"type": "This must be an object."}
