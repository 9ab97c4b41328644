"""What a call asks of its own, answered with the text."""

import uuid

import pytest
from django.urls import reverse

from events.questions.models import Kind
from events.submissions.missing import in_words, missing
from events.submissions.models import CallAnswer, State, Submission
from portal.accesslog.models import Access
from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from portal.privacy import retention
from tests.factories.events import EventFactory, moment
from tests.factories.submissions import (
    CallAnswerFactory,
    CallFactory,
    CallQuestionFactory,
    SubmissionFactory,
    from_now,
)

pytestmark = pytest.mark.django_db

TEXT = {"title": "A talk", "speaker_name": "Sample Speaker", "abstract": "An abstract."}


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def question(call):
    return CallQuestionFactory(call=call, text="Do you need a blackboard?", kind=Kind.YES_NO)


def send(client, call, then="submit", **typed):
    return client.post(call.get_absolute_url(), TEXT | {"then": then} | typed)


def test_a_question_is_answered_with_the_text(client, member, call, question):
    assert question.text in client.get(call.get_absolute_url()).text

    send(client, call, **{f"question-{question.pk}": "yes"})

    talk = Submission.objects.get()
    assert [(one.question, one.value) for one in talk.answers.all()] == [(question, True)]
    assert question.text in client.get(talk.get_absolute_url()).text


def test_an_answer_is_changed_and_taken_back_with_the_text(client, member, call, question):
    talk = SubmissionFactory(call=call, submitter=member)
    CallAnswerFactory(submission=talk, question=question, value=True)
    edit, name = reverse("submissions:edit", args=[talk.pk]), f"question-{question.pk}"
    assert client.get(edit).context["form"][name].value() == "yes"

    client.post(edit, TEXT | {"seen": 1, name: "no"})
    assert talk.answers.get().value is False
    client.post(edit, TEXT | {"seen": 2, name: ""})
    assert not talk.answers.exists()


def test_an_answer_from_an_old_window_does_not_replace_a_newer_one(client, member, call, question):
    talk = SubmissionFactory(call=call, submitter=member, revision=2)
    CallAnswerFactory(submission=talk, question=question, value=True)
    edit = reverse("submissions:edit", args=[talk.pk])

    page = client.post(edit, TEXT | {"seen": 1, f"question-{question.pk}": "no"})

    assert page.context["stored"] == talk
    assert talk.answers.get().value is True


def test_what_has_to_be_answered_may_be_open_in_a_draft_and_is_said_to_be_missing(
    client, member, call
):
    needed = CallQuestionFactory(call=call, text="Which room?", is_required=True)

    page = send(client, call)
    send(client, call, then="")

    assert list(page.context["form"].errors) == [f"question-{needed.pk}"]
    draft = Submission.objects.get()
    assert draft.state == State.DRAFT
    assert in_words(missing(draft)) == "Which room?"


def test_a_draft_saved_while_typing_keeps_the_answers(client, member, call, question):
    typed = TEXT | {"window": str(uuid.uuid4()), f"question-{question.pk}": "yes"}

    client.post(call.begin_url, typed)

    assert CallAnswer.objects.get().value is True


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.TEXT, "x" * 501),
        (Kind.TEXT, "a\0b"),
        (Kind.NUMBER, "many"),
        (Kind.YES_NO, "perhaps"),
        (Kind.CHOICE, "Purple"),
        (Kind.CHOICES, "Purple"),
    ],
)
def test_what_is_no_answer_is_refused_at_its_field(client, member, call, kind, typed):
    name = f"question-{CallQuestionFactory(call=call, kind=kind).pk}"

    page = send(client, call, **{name: typed})

    assert list(page.context["form"].errors) == [name]
    assert not Submission.objects.exists()


def test_a_question_of_another_call_is_not_asked(client, member, call):
    other = CallQuestionFactory()

    send(client, call, **{f"question-{other.pk}": "An answer"})

    assert not CallAnswer.objects.exists()


def test_organisers_read_what_is_for_them_and_the_office_the_rest(client, member, call):
    talk = SubmissionFactory(call=call)
    CallAnswerFactory(submission=talk, value="For all of us")
    CallAnswerFactory(
        submission=talk,
        value="For the office",
        question=CallQuestionFactory(call=call, office=True),
    )
    CallAnswerFactory(
        submission=talk, value="Sensitive", question=CallQuestionFactory(call=call, sensitive=True)
    )

    member.grant(Role.ORGANISER)
    organisers = client.get(talk.desk_url).text
    member.grant(Role.COORDINATOR)
    office = client.get(talk.desk_url).text

    shown = ("For all of us", "For the office", "Sensitive<")
    assert [one in organisers for one in shown] == [True, False, False]
    assert [one in office for one in shown] == [True, True, False]


def test_a_look_at_sensitive_answers_is_written_down(client, member, call):
    talk = SubmissionFactory(call=call)
    CallAnswerFactory(
        submission=talk, value="A ramp", question=CallQuestionFactory(call=call, sensitive=True)
    )
    member.grant(Role.ORGANISER)
    url = reverse("submissions-desk:sensitive-answers", args=[talk.pk])
    assert url in client.get(talk.desk_url).text

    asked, shown = client.get(url).text, client.post(url).text

    assert "A ramp" not in asked
    assert "A ramp" in shown
    look = Access.objects.get()
    assert (look.who, look.whose) == (member, talk.submitter)


def test_sensitive_answers_go_some_time_after_the_event_or_the_deadline_of_a_series():
    days = Preferences.current().sensitive_days + 2
    over = CallFactory(event=EventFactory(starts_at=moment(days=-days)))
    coming = CallFactory()
    closed = CallFactory(
        of_series=True, closes_at=from_now(days=-days), opens_at=from_now(days=-99)
    )
    open_one = CallFactory(of_series=True)
    kept = {
        CallAnswerFactory(
            submission__call=one, question__call=one, question__is_sensitive=sensitive
        )
        for one, sensitive in ((over, False), (coming, True), (open_one, True), (closed, False))
    }
    for one in (over, closed):
        CallAnswerFactory(submission__call=one, question__call=one, question__is_sensitive=True)

    retention.run()

    assert set(CallAnswer.objects.all()) == kept


def test_the_form_costs_the_same_for_one_question_and_for_ten(member, call, queries):
    CallQuestionFactory(call=call)
    few = queries(call.get_absolute_url())

    CallQuestionFactory.create_batch(9, call=call)

    assert queries(call.get_absolute_url()) == few
