import pytest
from django.urls import reverse

from events.questions.models import Kind
from events.submissions.models import CallQuestion
from tests.factories.submissions import CallAnswerFactory, CallFactory, CallQuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def call():
    return CallFactory()


def url(name, one):
    return reverse(f"submissions-desk:{name}", args=[one.pk])


def texts(call):
    return list(call.questions.values_list("text", flat=True))


def test_a_question_is_asked_and_changed(client, call):
    typed = {"text": "Which room?", "kind": "text", "audience": "organisers"}
    client.post(url("new-question", call), typed)
    client.post(url("new-question", call), typed | {"text": "Which day?"})
    assert texts(call) == ["Which room?", "Which day?"]

    client.post(url("question", call.questions.first()), typed | {"text": "Which hall?"})

    assert texts(call) == ["Which hall?", "Which day?"]
    assert "Which hall?" in client.get(url("questions", call)).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"kind": "choice", "choices": ""}, "choices"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_a_question_that_cannot_be_is_refused_at_its_field(client, call, typed, field):
    whole = {"text": "Which room?", "kind": "text", "audience": "organisers"}

    page = client.post(url("new-question", call), whole | typed)

    assert list(page.context["form"].errors) == [field]
    assert not CallQuestion.objects.exists()


def test_questions_are_put_in_order(client, call):
    CallQuestionFactory(call=call, text="First?", position=0)
    second = CallQuestionFactory(call=call, text="Second?", position=1)

    client.post(url("question-up", second))

    assert texts(call) == ["Second?", "First?"]


def test_what_is_answered_keeps_its_kind(client, call):
    answer = CallAnswerFactory(question=CallQuestionFactory(call=call))

    page = client.get(url("question", answer.question))

    assert page.context["form"].fields["kind"].disabled


def test_a_question_goes_with_its_answers_after_one_is_asked(client, call):
    answer = CallAnswerFactory(question=CallQuestionFactory(call=call))
    delete = url("delete-question", answer.question)
    assert "1 answer goes with it." in " ".join(client.get(delete).text.split())

    client.post(delete)

    assert not CallQuestion.objects.exists()


def test_the_questions_of_an_earlier_call_are_copied(client, call):
    earlier = CallFactory()
    CallQuestionFactory(call=earlier, kind=Kind.CHOICE, text="Red or green?")
    CallQuestionFactory(call=call, text="Here already?")

    client.post(url("copy-questions", call), {"source": earlier.pk})

    assert texts(call) == ["Here already?", "Red or green?"]
    assert texts(earlier) == ["Red or green?"]


@pytest.mark.parametrize("source", ["", "x", "-1"])
def test_what_is_no_call_to_copy_from_is_told(client, call, source, told):
    page = client.post(url("copy-questions", call), {"source": source}, follow=True)

    assert told(page) == ["Please choose a call whose questions you want."]


def test_the_page_costs_the_same_for_one_question_and_for_ten(call, queries):
    CallAnswerFactory(question=CallQuestionFactory(call=call))
    few = queries(url("questions", call))

    for question in CallQuestionFactory.create_batch(9, call=call):
        CallAnswerFactory(question=question)

    assert queries(url("questions", call)) == few
