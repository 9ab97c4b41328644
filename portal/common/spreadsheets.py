"""A table to take along: as CSV, and as a spreadsheet. Nothing that somebody typed becomes a formula in it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

# With these a spreadsheet takes the text of a cell for a formula (OWASP, CSV injection); also their wide forms.
BEGIN_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DATE = {"num_format": "yyyy-mm-dd hh:mm"}


@dataclass(frozen=True)
class Column:
    """A column of the table: its heading, and what a row has there (a text, a number or a moment)."""

    heading: str
    value: Callable[[Any], Any]
    width: int = 20


def as_csv(columns: list[Column], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield the table line by line, as UTF-8 with the mark by which spreadsheets know it.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    yield "\ufeff"
    yield _line([harmless(column.heading) for column in columns])
    for row in rows:
        yield _line([harmless(_as_text(value)) for value in row])


def as_xlsx(columns: list[Column], rows: Iterable[list[Any]]) -> bytes:
    """Return the table as a spreadsheet, in which every text is a text, whatever it looks like."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, date = book.add_format({"bold": True}), book.add_format(DATE)
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.heading, bold)
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _write(sheet, number, at, value, date)
    return file.getvalue()


def harmless(text: str) -> str:
    """Return the text as a spreadsheet does not take it for a formula."""
    begins = text.startswith(BEGIN_FORMULA) or text.lstrip().startswith(BEGIN_FORMULA)
    return f"'{text}" if begins else text


def _write(sheet, row, at, value, date):
    if isinstance(value, datetime):
        sheet.write_datetime(row, at, value.replace(tzinfo=None), date)
    elif isinstance(value, int):
        sheet.write_number(row, at, value)
    elif value:
        sheet.write_string(row, at, value)


def _as_text(value):
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _line(cells):
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()
