import threading

import pytest
from django.test import Client

from events import organising
from events.models import Talk
from events.submissions.models import Call, State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, moment
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)

DECIDED = "The author is told by mail."
ALREADY = "This talk has already been decided."
SAVED = "The slot is saved."
OPENED = "Somebody else opened this call meanwhile."
TAKEN = "Another talk is given in this room at that time"


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
    """One accepts, one rejects; both have judged the state before either changes it, if the lock lets them."""
    Meeting().before(monkeypatch, Submission, "state")
    submission = SubmissionFactory()
    return [
        press(submission, "decision", (DECIDED, ALREADY), state=state, revision=1)
        for state in (State.ACCEPTED, State.REJECTED)
    ]


def test_of_two_decisions_at_once_one_holds_and_the_other_is_told(decisions):
    told = at_once(*decisions)

    stored = Submission.objects.get()
    accepted = stored.state == State.ACCEPTED
    assert told == ([[DECIDED], [ALREADY]] if accepted else [[ALREADY], [DECIDED]])
    assert [move.to_state for move in stored.moves.all()] == [stored.state]
    assert Talk.objects.count() == accepted
    assert Message.objects.count() == 1


def test_without_the_lock_both_decisions_would_hold(decisions, monkeypatch):
    monkeypatch.setattr(
        type(Submission.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )

    assert at_once(*decisions) == [[DECIDED], [DECIDED]]
    assert Submission.objects.get().moves.count() == 2
    assert Message.objects.count() == 2


# --- Giving a slot --------------------------------------------------------------------------------


@pytest.fixture
def slots(monkeypatch):
    """Two talks are to be given in the same room at the same time."""
    Meeting().before(monkeypatch, Talk, "room")
    call = CallFactory(event=EventFactory(starts_at=moment(days=7, hour=9), ends_at=moment(days=8)))
    day = f"{call.event.day}"
    time = {"starts_at": f"{day}T10:00", "ends_at": f"{day}T10:30", "room": "Hall A"}
    return [
        press(SubmissionFactory(accepted=True, call=call), "slot", (SAVED, TAKEN), **time)
        for _ in range(2)
    ]


def test_of_two_talks_put_into_a_room_at_once_one_gets_it_and_the_other_is_told(slots):
    assert sorted(at_once(*slots)) == [[TAKEN], [SAVED]]
    assert Talk.objects.exclude(starts_at=None).count() == 1


def test_without_the_lock_both_talks_would_be_in_the_room(slots, monkeypatch):
    monkeypatch.setattr(organising, "lock", lambda event: event)

    assert at_once(*slots) == [[SAVED], [SAVED]]
    assert Talk.objects.exclude(starts_at=None).count() == 2


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
        page = client.post(f"/desk/talks/calls/{event.slug}/", posted, follow=True)
        return page.content.decode()

    pages = at_once(lambda: open_call("Mine."), lambda: open_call("Yours."))

    (late,) = [
        text for page, text in zip(pages, ("Mine.", "Yours."), strict=True) if OPENED in page
    ]
    assert late in next(page for page in pages if OPENED in page)
    assert Call.objects.get().text in {"Mine.", "Yours."} - {late}
