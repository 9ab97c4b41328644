"""Dates that are known to the day, to the month or only to the year."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year; an earlier one is smaller, and a year is smaller than its months."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError(_("A day needs a month."))
        try:
            dt.date(
                self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            raise ValueError(_("There is no such date: %(date)s.") % {"date": self}) from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2021", "2021-03" or "2021-07-01"; raise ValueError if it is none of these."""
        match = ISO.fullmatch(text.strip())
        if not match:
            raise ValueError(
                _("“%(text)s” is no date: write 2021, 2021-03 or 2021-03-15.") % {"text": text[:20]}
            )
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other) if isinstance(other, PartialDate) else NotImplemented

    def first_day(self) -> dt.date:
        """Return the first day that may be meant."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> dt.date:
        """Return the last day that may be meant."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def display(self) -> str:
        """Return the date as precisely as it is known, in the reader's language: "March 2021"."""
        if self.month is None:
            return f"{self.year}"
        if self.day is None:
            return date_format(self.first_day(), "YEAR_MONTH_FORMAT")
        return date_format(self.first_day(), "DATE_FORMAT")


def display_range(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return "March 2021 – February 2022", "since 2021", "until 2024", or "" if nothing is known."""
    if start and end:
        first, last = start.display(), end.display()
        return first if first == last else f"{first} – {last}"
    if start:
        return _("since %(date)s") % {"date": start.display()}
    if end:
        return _("until %(date)s") % {"date": end.display()}
    return ""


class PartialDateFormField(forms.CharField):
    """Takes a date in ISO form, as precise as it is known."""

    default_help = gettext_lazy("As precisely as you know it: 2021, 2021-03 or 2021-03-15.")

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or self.default_help
        super().__init__(**{**kwargs, "empty_value": None})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PartialDateField(models.CharField):
    """A PartialDate, kept as ISO text, which sorts by time; null is unknown."""

    description = gettext_lazy("A day, a month or a year")

    # What django-stubs takes the attribute of a model instance for.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, **kwargs, "max_length": 10})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        kwargs.setdefault("null", False)
        kwargs.setdefault("blank", False)
        return name, path, args, kwargs

    def db_check(self, connection: Any) -> str:
        column = connection.ops.quote_name(self.column)
        return f"{column} ~ '^[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}})?)?$'"

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        # A length is asked of the text that is stored.
        super().run_validators(None if value is None else str(value))

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
