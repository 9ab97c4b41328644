"""Registrations as a table to take along: which columns there are, and the table as CSV or as a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from events import when
from events.questions.models import Question
from events.registrations.models import Answer, PartPlace

BATCH = 500
# With these a spreadsheet takes the text of a cell for a formula (OWASP, CSV injection); also their wide forms.
BEGIN_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DATE = {"num_format": "yyyy-mm-dd hh:mm"}


@dataclass(frozen=True)
class Column:
    """A column of the table: its heading, and what a registration has there (a text, a number or a moment)."""

    heading: str
    value: Callable[[Any], Any]
    width: int = 20


def columns(event, user) -> list[Column]:
    """Return the columns that this reader may see; a capability with more to say adds its own here."""
    return [*_who(), *_place(event), *_parts(event), *_answers(event, user)]


def rows(registrations, columns) -> Iterator[list[Any]]:
    """Yield the row of each registration, some hundreds at a time."""
    found = registrations.of_somebody().prefetch_related("answers__question", "part_places")
    for registration in found.iterator(chunk_size=BATCH):
        yield [column.value(registration) for column in columns]


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


def _who():
    return [
        Column(_("Name"), lambda one: one.name, 28),
        Column(_("Affiliation"), lambda one: one.affiliation, 32),
        Column(_("E-mail address"), lambda one: one.email, 32),
    ]


def _place(event):
    waiting = event.registrations.waiting_in_line().values_list("pk", flat=True)
    positions = {pk: number for number, pk in enumerate(waiting, 1)}
    found = [
        Column(_("State"), lambda one: one.get_state_display(), 18),
        Column(_("Position"), lambda one: positions.get(one.pk), 9),
    ]
    if event.is_hybrid:
        found += [
            Column(_("Would like to take part"), lambda one: one.get_wish_display()),
            Column(_("Takes part"), lambda one: one.get_attendance_display(), 12),
        ]
    registered = Column(_("Registered"), lambda one: when.local(one.created_at, event.zone), 17)
    return [*found, registered]


def _parts(event):
    return [Column(part.name, _of_part(part)) for part in event.parts.all()]


def _of_part(part):
    def value(registration):
        places: Iterable[PartPlace] = registration.part_places.all()
        return next((one.get_state_display() for one in places if one.part_id == part.pk), "")

    return value


def _answers(event, user):
    questions = Question.objects.readable_by(user).for_lists().filter(event=event)
    return [Column(question.text, _to_question(question), 30) for question in questions]


def _to_question(question):
    def value(registration):
        answers: Iterable[Answer] = registration.answers.all()
        return next((one.words for one in answers if one.question_id == question.pk), "")

    return value
