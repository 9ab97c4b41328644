import pytest

from events.questions.forms import QuestionForm
from events.questions.models import Kind, Question
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db
TYPED = {"text": "What do you eat?", "kind": "text", "audience": "organisers"}


def form(**typed):
    return QuestionForm(TYPED | typed, instance=Question())


def test_choices_are_read_one_a_line():
    filled = form(kind="choice", choices="Red\n\n Green \nRed")

    assert filled.is_valid()
    assert filled.cleaned_data["choices"] == ["Red", "Green"]


def test_something_to_choose_is_needed_where_one_chooses():
    assert "choices" in form(kind="choices", choices=" \n ").errors


def test_where_one_does_not_choose_choices_are_dropped():
    filled = form(kind="yes-no", choices="Red")

    assert filled.is_valid()
    assert filled.cleaned_data["choices"] == []


@pytest.mark.parametrize(
    "typed",
    [
        {"text": ""},
        {"text": "x" * 301},
        {"text": "a\0b"},
        {"kind": "essay"},
        {"kind": "choice", "choices": "x" * 201},
        {"kind": "choice", "choices": "\n".join(map(str, range(51)))},
    ],
)
def test_nonsense_is_refused_at_its_field(typed):
    filled = form(**typed)

    assert set(filled.errors) == {list(typed)[-1]}


def test_what_has_been_answered_stays_of_its_kind():
    question = QuestionFactory(kind=Kind.TEXT)
    filled = QuestionForm(TYPED | {"kind": "yes-no"}, instance=question, is_answered=True)

    assert filled.is_valid()
    assert filled.save().kind == Kind.TEXT
