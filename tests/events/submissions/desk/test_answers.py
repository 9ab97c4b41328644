import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from events.questions.models import Kind
from events.submissions.models import State
from portal.accesslog.models import Access
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.submissions import (
    CallAnswerFactory,
    CallFactory,
    CallQuestionFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def url(name, one):
    return reverse(f"submissions-desk:{name}", args=[one.pk])


def answer(question, value, **facts):
    talk = SubmissionFactory(call=question.call, **facts)
    return CallAnswerFactory(question=question, submission=talk, value=value)


def counted(page):
    return {tally.question.text: tally.counts for tally in page.context["tallies"]}


def table(client, call):
    """Download the table and read it back: rows as dictionaries."""
    text = client.get(url("answers-csv", call)).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- The overview ---------------------------------------------------------------------------------


def test_choices_are_counted_and_each_talk_says_its_answers(client, organiser, call):
    board = CallQuestionFactory(call=call, text="Board?", kind=Kind.YES_NO)
    colour = CallQuestionFactory(call=call, text="Colour?", kind=Kind.CHOICE)
    one = answer(board, value=True, title="On samples")
    CallAnswerFactory(question=colour, submission=one.submission, value="Green")
    answer(board, value=False)

    page = client.get(url("answers", call))

    assert counted(page) == {
        "Board?": [("Yes", 1), ("No", 1)],
        "Colour?": [("Green", 1), ("Red", 0)],
    }
    rows = {talk.title: dict(cells) for talk, cells in page.context["rows"]}
    assert rows["On samples"] == {"Board?": "Yes", "Colour?": "Green"}


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_was_not_sent_or_was_taken_back_does_not_count(client, organiser, call, state):
    question = CallQuestionFactory(call=call, text="Board?", kind=Kind.YES_NO)
    answer(question, value=True, state=state)

    page = client.get(url("answers", call))

    assert page.context["tallies"][0].answered == 0
    assert page.context["rows"] == []
    assert table(client, call) == []


def test_organisers_do_not_read_what_is_for_the_office(client, organiser, call):
    answer(CallQuestionFactory(call=call, text="Money?", office=True), "A lot")

    page = client.get(url("answers", call))

    assert counted(page) == {}
    assert "A lot" not in page.text
    assert "Read by the office only" in page.text
    assert "Money?" not in table(client, call)[0]


def test_the_office_reads_it(client, coordinator, call):
    answer(CallQuestionFactory(call=call, text="Money?", office=True), "A lot")

    assert "A lot" in client.get(url("answers", call)).text
    assert table(client, call)[0]["Money?"] == "A lot"


def test_a_sensitive_answer_stands_in_no_list(client, coordinator, call):
    given = answer(CallQuestionFactory(call=call, text="Help?", sensitive=True), "A ramp")

    for page in (
        client.get(url("answers", call)),
        client.get(url("answers-of-question", given.question)),
    ):
        assert "Help?" in page.text
        assert "A ramp" not in page.text
    assert "Help?" not in table(client, call)[0]
    assert not Access.objects.exists()


def test_each_look_at_sensitive_answers_is_written_down(client, organiser, call):
    given = answer(CallQuestionFactory(call=call, text="Help?", sensitive=True), "A ramp")

    page = client.post(url("answers-of-question", given.question))

    assert "A ramp" in page.text
    access = Access.objects.get()
    assert (access.who, access.whose) == (organiser, given.submission.submitter)


def test_the_list_of_one_question_is_for_sensitive_ones_one_may_read(client, organiser, call):
    plain = CallQuestionFactory(call=call)
    office = CallQuestionFactory(call=call, office=True, sensitive=True)

    for question in (plain, office):
        assert client.post(url("answers-of-question", question)).status_code == 404


def test_more_talks_and_answers_cost_no_more_queries(client, organiser, call, queries):
    questions = CallQuestionFactory.create_batch(2, call=call)
    for question in questions:
        answer(question, "Sample")
    few = [queries(url(name, call)) for name in ("answers", "answers-xlsx")]

    for _ in range(9):
        for question in questions:
            answer(question, "Sample")

    assert [queries(url(name, call)) for name in ("answers", "answers-xlsx")] == few


# --- Taking it along ------------------------------------------------------------------------------


def test_the_table_says_who_proposed_what_and_how_it_stands(client, organiser, call):
    question = CallQuestionFactory(call=call, text="Chair?")
    given = answer(question, "Sessions; 1, 2", title="On $x^2$", speaker_name="Łukasz Sample")

    (row,) = table(client, call)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url("answers-xlsx", call)).content)).active

    assert (row["Talk"], row["Speaker"]) == ("On $x^2$", "Łukasz Sample")
    assert (row["State"], row["Chair?"]) == ("Submitted", "Sessions; 1, 2")
    assert row["E-mail address"] == given.submission.submitter.email
    cells = [[cell or "" for cell in line] for line in sheet.iter_rows(values_only=True)]
    assert cells == [list(row), list(row.values())]


def test_nothing_typed_becomes_a_formula(client, organiser, call):
    question = CallQuestionFactory(call=call, text="=1+1")
    answer(question, "@SUM(1)", title="-1+1", speaker_name="+1")

    (row,) = table(client, call)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url("answers-xlsx", call)).content)).active

    assert (row["Talk"], row["Speaker"], row["'=1+1"]) == ("'-1+1", "'+1", "'@SUM(1)")
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}


def test_the_files_are_named_after_the_event_and_kept_by_nobody_on_the_way(client, organiser, call):
    for kind in ("csv", "xlsx"):
        file = client.get(url(f"answers-{kind}", call))
        assert file["Content-Disposition"] == f'attachment; filename="{call.host.slug}.{kind}"'
        assert file["Cache-Control"] == "private, no-store"
