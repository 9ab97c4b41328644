import pytest
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

from events.questions.fields import LONGEST_ANSWER, field_for
from events.questions.models import Audience, Kind, Question
from tests.factories.questions import QuestionFactory


def field(kind, **facts):
    """The field of a question that is not stored."""
    return field_for(QuestionFactory.build(event=None, kind=kind, **facts), kept_days=30)


NOTHING = {kind: [] if kind == Kind.CHOICES else "" for kind in Kind}
READ = [
    (Kind.TEXT, "  no \n nuts ", "no nuts"),
    (Kind.TEXT, "🙂 שלום", "🙂 שלום"),
    (Kind.NUMBER, "2.50", "2.50"),
    (Kind.NUMBER, "12", "12"),
    (Kind.YES_NO, "yes", True),
    (Kind.YES_NO, "no", False),
    (Kind.CHOICE, "Green", "Green"),
    (Kind.CHOICES, ["Red", "Blue"], ["Red", "Blue"]),
]


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_an_answer_is_read(kind, typed, value):
    assert field(kind).clean(typed) == value


REFUSED = [
    (Kind.TEXT, "x" * (LONGEST_ANSWER + 1)),
    (Kind.TEXT, "nuts\0"),
    (Kind.NUMBER, "many"),
    (Kind.NUMBER, "NaN"),
    (Kind.NUMBER, "1e400"),
    (Kind.NUMBER, "9" * 20),
    (Kind.YES_NO, "perhaps"),
    (Kind.CHOICE, "Purple"),
    (Kind.CHOICES, ["Red", "Purple"]),
]


@pytest.mark.parametrize(("kind", "typed"), REFUSED)
def test_what_is_no_answer_is_refused(kind, typed):
    with pytest.raises(ValidationError):
        field(kind).clean(typed)


@pytest.mark.parametrize("kind", Kind)
def test_an_optional_question_may_be_left_out(kind):
    assert field(kind, is_required=False).clean(NOTHING[kind]) in EMPTY_VALUES


@pytest.mark.parametrize("kind", Kind)
def test_a_required_question_may_not(kind):
    with pytest.raises(ValidationError):
        field(kind, is_required=True).clean(NOTHING[kind])


@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.CHOICE])
def test_what_was_chosen_can_be_taken_back_where_one_need_not_answer(kind):
    optional = [str(label) for _value, label in field(kind, is_required=False).choices]
    required = [str(label) for _value, label in field(kind, is_required=True).choices]

    assert "No answer" in optional
    assert "No answer" not in required


def test_many_choices_are_a_list_to_open():
    many = field(Kind.CHOICE, choices=[str(number) for number in range(20)])

    assert many.widget.input_type == "select"
    assert field(Kind.CHOICE).widget.input_type == "radio"


def test_the_hint_says_who_reads_the_answer_and_for_how_long_it_is_kept():
    asked = field(Kind.TEXT, help="Briefly.", audience=Audience.OFFICE, is_sensitive=True)

    assert asked.help_text == ("Briefly. Read by the office only. Removed 30 days after the event.")


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "Yes"), (False, "No"), (["Red", "Blue"], "Red; Blue"), ("2.50", "2.50"), (None, "")],
)
def test_an_answer_is_told_in_words(value, words):
    assert Question().words(value) == words
