import threading

import pytest
from django.db import IntegrityError
from django.test import Client

from events import organising
from events.models import Talk
from events.submissions import deciding
from events.submissions.models import Call, Decision, State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)

OPENED = "Somebody else opened this call meanwhile."


def press(submission, button, words, **posted):
    """Return what to do as an organiser of one's own: press the button, say which words came back."""
    client = Client()
    client.force_login(UserFactory(roles=[Role.ORGANISER]))

    def action():
        page = client.post(f"{submission.desk_url}{button}/", posted, follow=True)
        return [word for word in words if word in page.content.decode()]

    return action


# --- Deciding -------------------------------------------------------------------------------------


@pytest.fixture
def decisions(monkeypatch):
    """One accepts, one rejects; both have judged what stands there before either notes it, if the lock lets them."""
    meeting = Meeting()
    save = Decision.save

    def save_after_meeting(row, *args, **kwargs):
        meeting.wait_for_the_other()
        save(row, *args, **kwargs)

    monkeypatch.setattr(Decision, "save", save_after_meeting)
    key = SubmissionFactory().pk

    def staging(state):
        def act():
            try:
                deciding.stage(Submission.objects.get(pk=key), state, by=None, seen="")
            except (deciding.DecidedMeanwhile, IntegrityError) as error:
                return type(error)
            return state

        return act

    return [staging(State.ACCEPTED), staging(State.REJECTED)]


def test_of_two_decisions_at_once_one_holds_and_the_other_is_told(decisions):
    results = at_once(*decisions)

    assert deciding.DecidedMeanwhile in results
    assert Decision.objects.get().state in results


def test_without_the_lock_nobody_is_told_and_the_database_refuses_the_second(
    decisions, monkeypatch
):
    monkeypatch.setattr(
        type(Submission.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )

    results = at_once(*decisions)

    assert IntegrityError in results
    assert deciding.DecidedMeanwhile not in results


def test_decisions_released_by_two_at_once_tell_everybody_once():
    submissions = SubmissionFactory.create_batch(3, call=CallFactory())
    call = submissions[0].call
    for submission in submissions:
        deciding.stage(submission, State.ACCEPTED, by=None)
    mark = Decision.objects.of(call).mark()

    def act():
        try:
            return deciding.release(call, by=None, seen=mark)
        except deciding.DecidedMeanwhile:
            return None

    assert sorted(at_once(act, act), key=str) == [3, None]
    assert Message.objects.count() == Talk.objects.count() == 3


# --- Opening a call -------------------------------------------------------------------------------


def test_of_two_calls_opened_at_once_the_second_is_shown_to_whoever_comes_later(monkeypatch):
    both = threading.Barrier(2, timeout=10)
    lock = organising.lock
    monkeypatch.setattr(organising, "lock", lambda event: both.wait() >= 0 and lock(event))
    event = EventFactory(of_record=True)

    def open_call(text):
        client = Client()
        client.force_login(UserFactory(roles=[Role.ORGANISER]))
        posted = {"text": text, "opens_at": "2026-01-05T12:00", "closes_at": "2026-07-31T23:59"}
        posted |= dict.fromkeys(
            [f"{rows}-{n}_FORMS" for rows in ("types", "tracks") for n in ("TOTAL", "INITIAL")], 0
        )
        page = client.post(f"/desk/talks/calls/events/{event.slug}/", posted, follow=True)
        return page.content.decode()

    pages = at_once(lambda: open_call("Mine."), lambda: open_call("Yours."))

    (late,) = [
        text for page, text in zip(pages, ("Mine.", "Yours."), strict=True) if OPENED in page
    ]
    assert late in next(page for page in pages if OPENED in page)
    assert Call.objects.get().text in {"Mine.", "Yours."} - {late}
