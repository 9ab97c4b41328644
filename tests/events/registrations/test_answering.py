"""Questions are answered when registering, and answers can be changed until the event is over."""

import re

import pytest
from django.urls import reverse

from events.questions.models import Kind
from events.registrations.models import State, Terms
from tests.events.registrations.conftest import ADA
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.questions import AnswerFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def food(event):
    return QuestionFactory(event=event, text="What do you eat?", is_required=True)


@pytest.fixture
def days(event):
    return QuestionFactory(event=event, text="On which days?", kind=Kind.CHOICES, position=1)


def register_url(event):
    return reverse("registrations:register", args=[event.slug])


def correct_url(registration):
    return reverse("registrations:correct", args=[registration.token])


def answers(registration):
    return {answer.question.text: answer.value for answer in registration.answers.all()}


def test_a_visitor_answers_with_the_form(event, client, food, days):
    typed = {f"question-{food.pk}": "Bread", f"question-{days.pk}": ["Red", "Blue"]}

    client.post(register_url(event), ADA | typed)

    registration = event.registrations.get()
    assert answers(registration) == {"What do you eat?": "Bread", "On which days?": ["Red", "Blue"]}


def test_a_member_answers_with_the_form(event, client, food, member):
    client.force_login(member)

    client.post(register_url(event), {"name": "Sample Member", f"question-{food.pk}": "Bread"})

    assert answers(event.registrations.get()) == {"What do you eat?": "Bread"}


def test_a_required_question_left_out_is_named_and_everything_typed_is_kept(
    event, client, food, days
):
    page = client.post(register_url(event), ADA | {f"question-{days.pk}": ["Blue"]}).text

    assert not event.registrations.exists()
    assert f'id="id_question-{food.pk}_error"' in page
    assert 'value="Sample Ada"' in page
    assert re.search(r'value="Blue"[^>]* checked', page)


def test_asking_again_replaces_the_answers_given_before(event, client, food):
    for eaten in ("Bread", "Soup"):
        client.post(register_url(event), ADA | {f"question-{food.pk}": eaten})

    assert answers(event.registrations.get()) == {"What do you eat?": "Soup"}


def test_the_questions_of_another_event_are_not_asked(event, client, food):
    other = QuestionFactory(text="Somewhere else?")

    client.post(
        register_url(event), ADA | {f"question-{food.pk}": "x", f"question-{other.pk}": "y"}
    )

    assert answers(event.registrations.get()) == {"What do you eat?": "x"}


def test_ones_page_shows_the_answers(event, client, food):
    registration = AnswerFactory(
        registration__event=event, question=food, value="Bread & water"
    ).registration

    page = client.get(registration.get_absolute_url()).text

    assert "Bread &amp; water" in page


def test_the_signed_address_lets_one_change_name_and_answers(event, client, food):
    registration = AnswerFactory(registration__event=event, question=food).registration
    form = client.get(correct_url(registration)).text

    client.post(correct_url(registration), {"name": "Sample Adah", f"question-{food.pk}": "Soup"})

    registration.refresh_from_db()
    assert 'value="Sample answer"' in form
    assert registration.name == "Sample Adah"
    assert answers(registration) == {"What do you eat?": "Soup"}
    assert registration.state == State.CONFIRMED


def test_an_answer_can_be_taken_back(event, client):
    sure = QuestionFactory(event=event, kind=Kind.YES_NO)
    registration = AnswerFactory(registration__event=event, question=sure, value=True).registration

    client.post(correct_url(registration), {"name": "Sample Ada", f"question-{sure.pk}": ""})

    assert answers(registration) == {}


def test_a_wrong_answer_changes_nothing(event, client, food):
    registration = AnswerFactory(registration__event=event, question=food).registration

    page = client.post(
        correct_url(registration), {"name": "Sample Adah", f"question-{food.pk}": "x" * 10_000}
    ).text

    registration.refresh_from_db()
    assert 'value="Sample Adah"' in page
    assert answers(registration) == {"What do you eat?": "Sample answer"}
    assert registration.name != "Sample Adah"


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.CANCELLED])
def test_who_takes_no_part_has_nothing_to_change(event, client, state):
    registration = RegistrationFactory(event=event, state=state)

    response = client.post(correct_url(registration), {"name": "Somebody Else"})

    registration.refresh_from_db()
    assert response.url == registration.get_absolute_url()
    assert registration.name != "Somebody Else"


def test_after_the_event_nothing_is_changed(client):
    registration = RegistrationFactory(event=EventFactory(past=True, takes_registrations=True))

    client.post(correct_url(registration), {"name": "Somebody Else"})

    registration.refresh_from_db()
    assert registration.name != "Somebody Else"


def test_the_form_says_for_how_long_what_is_typed_is_kept(event, client):
    Terms.objects.create(event=event, keep_days=7)

    assert "removed 7 days after the event" in " ".join(
        client.get(register_url(event)).text.split()
    )


def test_more_questions_cost_no_more_queries(event, client, django_assert_num_queries):
    QuestionFactory(event=event)
    with django_assert_num_queries(7):
        client.get(register_url(event))

    QuestionFactory.create_batch(20, event=event, kind=Kind.CHOICE, is_sensitive=True)
    with django_assert_num_queries(7):
        client.get(register_url(event))
