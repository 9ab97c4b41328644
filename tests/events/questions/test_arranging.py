import pytest

from events.questions import arranging
from tests.factories.events import EventFactory
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db


def texts(event):
    return list(event.questions.values_list("text", flat=True))


@pytest.fixture
def event():
    event = EventFactory()
    for text in ("First", "Second", "Third"):
        arranging.append(QuestionFactory.build(event=event, text=text))
    return event


def test_a_new_question_is_asked_last(event):
    assert texts(event) == ["First", "Second", "Third"]


def test_a_question_moves_before_the_one_before_it(event):
    arranging.move_up(event.questions.get(text="Third"))

    assert texts(event) == ["First", "Third", "Second"]


def test_the_first_question_stays_first(event):
    arranging.move_up(event.questions.get(text="First"))

    assert texts(event) == ["First", "Second", "Third"]


def test_the_questions_of_another_event_are_copied_after_those_there_are(event):
    other = QuestionFactory(text="Here already").event

    arranging.take_over(event, other)

    assert texts(other) == ["Here already", "First", "Second", "Third"]
    assert texts(event) == ["First", "Second", "Third"]
