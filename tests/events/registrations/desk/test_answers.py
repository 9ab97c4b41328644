import pytest

from events.questions.models import Kind
from events.registrations.models import State
from portal.accesslog.models import Access
from portal.accounts.roles import Role
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory
from tests.factories.questions import AnswerFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def answer(question, value, **facts):
    registration = RegistrationFactory(event=question.event, **facts)
    return AnswerFactory(question=question, registration=registration, value=value)


def tallies(response):
    return {tally.question.text: tally.counts for tally in response.context["tallies"]}


def test_choices_are_counted_for_who_has_a_place(event, client, organiser):
    colour = QuestionFactory(event=event, text="Colour?", kind=Kind.CHOICES)
    answer(colour, ["Red", "Blue"])
    answer(colour, ["Red"], state=State.ATTENDED)
    answer(colour, ["Green"], state=State.WAITING)

    counted = tallies(client.get(desk("answers", event)))

    assert counted == {"Colour?": [("Red", 2), ("Blue", 1), ("Green", 0)]}


def test_yes_and_no_are_counted(event, client, organiser):
    sure = QuestionFactory(event=event, text="Sure?", kind=Kind.YES_NO)
    answer(sure, True)
    answer(sure, False, state=State.ATTENDED)

    assert dict(tallies(client.get(desk("answers", event)))["Sure?"]) == {"Yes": 1, "No": 1}


def test_who_answered_what_is_listed(event, client, organiser):
    given = AnswerFactory(registration__event=event, value="<b>Bread</b>")

    shown = page(client.get(desk("answers-of-question", event, given.question_id)))

    assert given.registration.name in shown
    assert "&lt;b&gt;Bread&lt;/b&gt;" in shown
    assert not Access.objects.exists()


def test_organisers_do_not_read_what_is_for_the_office(event, client, organiser):
    given = AnswerFactory(registration__event=event, question__office=True, value="Bread")

    overview = client.get(desk("answers", event))
    one = client.get(desk("answers-of-question", event, given.question_id))
    person = client.get(desk("registration", event, given.registration_id))

    assert tallies(overview) == {}
    assert given.question.text in page(overview)  # that it is asked is no secret
    assert one.status_code == 404
    assert "Bread" not in page(person)


def test_the_office_reads_it(event, client, coordinator):
    given = AnswerFactory(registration__event=event, question__office=True, value="Bread")

    assert "Bread" in page(client.get(desk("answers-of-question", event, given.question_id)))


def test_a_sensitive_answer_stands_in_no_list(event, client, coordinator):
    given = AnswerFactory(registration__event=event, question__sensitive=True, value="Bread")

    for address in (
        desk("answers", event),
        desk("answers-of-question", event, given.question_id),
        desk("registration", event, given.registration_id),
        desk("registrations", event),
    ):
        assert "Bread" not in page(client.get(address))
    assert not Access.objects.exists()


def test_each_look_at_sensitive_answers_is_written_down(event, client, organiser):
    member = UserFactory()
    question = QuestionFactory(event=event, sensitive=True)
    answer(question, "Bread", user=member)
    answer(question, "Soup")

    shown = page(client.post(desk("answers-of-question", event, question.pk)))

    assert "Bread" in shown
    assert "Soup" in shown
    looks = Access.objects.filter(who=organiser, what="sensitive answers")
    assert looks.count() == 2
    assert looks.filter(whose=member).count() == 1
    assert not looks.filter(why__contains=event.title).exists()


@pytest.mark.parametrize("name", ["answers", "answers-of-question"])
def test_more_answers_cost_no_more_queries(
    event, client, organiser, name, django_assert_max_num_queries
):
    event.capacity = None
    event.save()
    question = QuestionFactory(event=event)
    counts = []
    for number in (1, 20):
        for _each in range(number):
            answer(question, "Bread")
        arguments = [question.pk] if name != "answers" else []
        with django_assert_max_num_queries(20) as queries:
            client.get(desk(name, event, *arguments))
        counts.append(len(queries))

    assert counts[0] == counts[1]
