"""What is refused says why, from the state and the call."""

import pytest

from events.submissions import deciding, refusing, writing
from events.submissions.models import State
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
VERBS = ["write", "withdraw", "confirm", "take-up", "decide", "amend"]
REASONS = {
    State.DRAFT: "It is a draft",
    State.SUBMITTED: "It is submitted, and nothing is decided yet.",
    State.ACCEPTED: "It was accepted on",
    State.WAITLISTED: "It was put on the waiting list on",
    State.REJECTED: "It was decided on",
    State.CONFIRMED: "It was confirmed on",
    State.WITHDRAWN: "Its author withdrew it on",
}
WAYS = {
    State.DRAFT: [],
    State.SUBMITTED: [],
    State.ACCEPTED: [State.ACCEPTED],
    State.WAITLISTED: [State.WAITLISTED],
    State.REJECTED: [State.REJECTED],
    State.CONFIRMED: [State.ACCEPTED, State.CONFIRMED],
    State.WITHDRAWN: [State.WITHDRAWN],
}


def brought_to(state, call=None):
    begun = State.DRAFT if state == State.DRAFT else State.SUBMITTED
    submission = SubmissionFactory(state=begun, call=call or CallFactory(closed=True))
    for step in WAYS[state]:
        submission.move_to(step, by=submission.submitter)
    return submission


@pytest.mark.parametrize("state", REASONS)
@pytest.mark.parametrize("verb", VERBS)
def test_every_refused_step_says_its_reason(state, verb):
    reason = refusing.why_not(verb, brought_to(state))

    of_call = state in refusing.OF_CALL.get(verb, ())
    assert reason.startswith("The call closed on" if of_call else REASONS[state])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"later": True}, "The call opens on"),
        ({"closed": True}, "The call closed on"),
        ({"event__cancelled": True}, "The event is cancelled."),
        ({}, "It was changed meanwhile"),
    ],
)
def test_where_the_call_ends_it_the_reason_is_that_of_the_call(call, words):
    submission = brought_to(State.WITHDRAWN, CallFactory(**call))

    assert refusing.why_not(refusing.TAKE_UP, submission).startswith(words)


def test_who_did_not_withdraw_it_is_not_named_as_its_author():
    submission = SubmissionFactory()
    writing.withdraw(submission, by=UserFactory())

    assert refusing.why_not(refusing.WITHDRAW, submission).startswith("It was withdrawn on")


def test_the_pages_say_it(client, member, organiser, told):
    submission = SubmissionFactory(submitter=member)
    deciding.decide(submission, State.REJECTED, by=organiser)
    decided = client.post(
        f"{submission.desk_url}decision/", {"state": "accepted", "revision": 1}, follow=True
    )
    client.force_login(member)

    pages = [
        client.post(f"{submission.get_absolute_url()}{verb}/", follow=True)
        for verb in ("withdraw", "confirm", "again")
    ]
    pages.append(client.get(f"{submission.get_absolute_url()}edit/", follow=True))

    for page in [decided, *pages]:
        assert "It was decided on" in told(page)[0]
