import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl.utils.escape import unescape

from events.registrations.models import PartPlace, State
from portal.accounts.roles import Role
from tests.events.registrations.desk.conftest import crowd, desk
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, PartFactory, RegistrationFactory
from tests.factories.questions import AnswerFactory, QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def read(client):
    """Download the table and read it back: rows as dictionaries."""

    def of_csv(event, query=""):
        response = client.get(f"{desk('csv', event)}?{query}")
        text = response.getvalue().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return of_csv


def sheet_of(client, event):
    response = client.get(desk("xlsx", event))
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def test_the_table_says_who_and_how_it_stands(event, read):
    RegistrationFactory(event=event, name="Łukasz “Q” Sample", affiliation="Uni, Köln")
    RegistrationFactory(event=event, state=State.WAITING, email="wait@example.org")

    holder, waiter = read(event)

    assert (holder["Name"], holder["Affiliation"]) == ("Łukasz “Q” Sample", "Uni, Köln")
    assert (holder["State"], holder["Position"]) == ("Confirmed", "")
    assert (waiter["E-mail address"], waiter["Position"]) == ("wait@example.org", "1")


def test_the_spreadsheet_holds_the_same_with_moments_and_numbers_as_such(event, client):
    one = RegistrationFactory(event=event, state=State.WAITING, name="Änne Sample")

    head, row = sheet_of(client, event).iter_rows(values_only=True)

    told = dict(zip(head, row, strict=True))
    assert (told["Name"], told["Position"]) == ("Änne Sample", 1)
    assert told["Registered"].date() == one.created_at.date()


def test_the_filter_holds_for_the_table(event, read):
    RegistrationFactory(event=event, name="Sample Hölder")
    RegistrationFactory(event=event, name="Waiter", state=State.WAITING)

    assert [row["Name"] for row in read(event, "state=waiting")] == ["Waiter"]
    assert [row["Name"] for row in read(event, "q=holder")] == ["Sample Hölder"]


FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1+1)",
    "\tx",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("https://example.org")',
    " =1+1",
    "{=1+1}",
    "https://example.org",
    "0049",
    "x" * 200,
]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_text_becomes_a_formula_a_link_or_a_number(event, client, read, name):
    RegistrationFactory(event=event, name=name)

    cell = sheet_of(client, event).cell(row=2, column=1)
    (row,) = read(event)

    assert (cell.data_type, unescape(cell.value), cell.hyperlink) == ("s", name, None)
    assert row["Name"] in {name, f"'{name}"}
    assert not row["Name"].strip().startswith(("=", "+", "-", "@", "＝"))
    assert not row["Name"].startswith(("\t", "\r", "\n"))


def test_a_question_that_looks_like_a_formula_is_none_in_the_head(event, client, read):
    QuestionFactory(event=event, text="=1+1")
    RegistrationFactory(event=event)

    assert "'=1+1" in read(event)[0]
    assert sheet_of(client, event)["G1"].data_type == "s"


def test_answers_and_parts_stand_in_columns_for_who_may_read_them(event, client, read):
    registration = RegistrationFactory(event=event)
    part = PartFactory(event=event, name="Dinner")
    PartPlace.objects.create(registration=registration, part=part)
    for text, kind in [("Poster?", ()), ("Office?", ("office",)), ("Allergy?", ("sensitive",))]:
        question = QuestionFactory(event=event, text=text, **dict.fromkeys(kind, True))
        AnswerFactory(registration=registration, question=question, value=text[:-1])

    (for_organisers,) = read(event)
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))
    (for_coordinators,) = read(event)

    assert for_organisers["Poster?"] == "Poster"
    assert for_organisers["Dinner"]
    assert "Office?" not in for_organisers
    assert for_coordinators["Office?"] == "Office"
    assert "Allergy?" not in for_coordinators


def test_who_was_forgotten_stands_in_no_table(event, read):
    RegistrationFactory(event=event, anonymised_at=event.starts_at)

    assert read(event) == []


def test_the_files_are_attachments_that_nobody_keeps_on_the_way(event, client):
    for name, kind in [("csv", "text/csv; charset=utf-8"), ("xlsx", "application/vnd")]:
        response = client.get(desk(name, event))
        assert response["Content-Type"].startswith(kind)
        assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.{name}"'
        assert response["Cache-Control"] == "private, no-store"


def test_a_table_of_400_costs_as_many_queries_as_one_of_4(client, read):
    event = EventFactory(registrations=True, capacity=None)

    def queries(number):
        event.registrations.all().delete()
        crowd(event, number)
        with CaptureQueriesContext(connection) as captured:
            assert len(read(event)) == number
        return len(captured)

    queries(1)
    assert queries(4) == queries(400)
