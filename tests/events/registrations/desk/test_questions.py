import pytest

from events.questions.models import Question
from portal.accounts.roles import Role
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.accounts import UserFactory
from tests.factories.questions import AnswerFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))


def test_a_question_is_written_and_listed(event, client):
    typed = {"text": "Which colour?", "kind": "choice", "choices": "Red\nGreen"}
    client.post(desk("new-question", event), typed | {"audience": "office", "is_sensitive": "on"})

    shown = page(client.get(desk("questions", event)))
    assert "Which colour?" in shown
    assert "read by: The office only" in shown
    assert event.questions.get().is_sensitive


def test_a_mistake_keeps_what_was_typed(event, client):
    shown = page(
        client.post(desk("new-question", event), {"text": "Which colour?", "kind": "choice"})
    )

    assert 'value="Which colour?"' in shown
    assert "Say what can be chosen." in shown
    assert not Question.objects.exists()


def test_a_question_is_changed(event, client):
    question = QuestionFactory(event=event)

    client.post(
        desk("question", event, question.pk),
        {"text": "Better?", "kind": "yes-no", "audience": "organisers"},
    )

    question.refresh_from_db()
    assert (question.text, question.kind) == ("Better?", "yes-no")


def test_deleting_says_how_many_answers_go(event, client):
    question = AnswerFactory(registration__event=event).question
    address = desk("delete-question", event, question.pk)

    asked = page(client.get(address))
    client.post(address)

    assert "1 answer goes with it." in asked
    assert not event.questions.exists()


def test_questions_of_another_event_are_copied(event, client):
    source = QuestionFactory(text="Somewhere else?").event

    client.post(desk("copy-questions", event), {"source": source.pk})

    assert [question.text for question in event.questions.all()] == ["Somewhere else?"]


def test_copying_from_nowhere_says_so(event, client):
    answer = client.post(desk("copy-questions", event), {"source": "0"}, follow=True)

    assert "Please choose an event" in page(answer)


def test_a_question_of_another_event_is_not_found_here(event, client):
    elsewhere = QuestionFactory()

    for name in ("question", "delete-question", "answers-of-question"):
        assert client.get(desk(name, event, elsewhere.pk)).status_code == 404
    assert client.post(desk("question-up", event, elsewhere.pk)).status_code == 404


def test_more_questions_cost_no_more_queries(event, client, django_assert_max_num_queries):
    counts = []
    for number in (1, 20):
        QuestionFactory.create_batch(number, event=event)
        with django_assert_max_num_queries(20) as queries:
            client.get(desk("questions", event))
        counts.append(len(queries))

    assert counts[0] == counts[1]
