"""Two organisers decide at once, each over a connection of their own."""

import threading

import pytest
from django.db import connection
from django.test import Client

from events.models import Talk
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)

DECIDED = "The author is told by mail."
ALREADY = "This talk has already been decided."
PATIENCE = 10


class Meeting:
    """Holds a decision, just before it is written, until the other one is as far as it can come."""

    def __init__(self):
        self.arrived = 0
        self.changed = threading.Condition()

    def wait_for_the_other(self):
        with self.changed:
            self.arrived += 1
            self.changed.notify_all()
            for _ in range(PATIENCE * 100):
                if self.arrived == 2 or self._the_other_waits_for_the_lock():
                    return
                self.changed.wait(0.01)
        raise AssertionError("the second decision came neither to the lock nor past it")

    def _the_other_waits_for_the_lock(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            return cursor.fetchone() is not None


@pytest.fixture
def meeting(monkeypatch):
    """Both decisions meet between judging the state and changing it, as far as the lock lets them."""
    met = Meeting()
    save = Submission.save

    def save_after_meeting(self, *args, **kwargs):
        if "state" in (kwargs.get("update_fields") or ()):
            met.wait_for_the_other()
        save(self, *args, **kwargs)

    monkeypatch.setattr(Submission, "save", save_after_meeting)
    return met


def decide_at_once(submission, *states):
    """Return what each of the organisers was told."""
    told = {}

    def press(client, state):
        fields = {"state": state, "revision": submission.revision}
        page = client.post(f"{submission.desk_url}decision/", fields, follow=True)
        told[state] = {words for words in (DECIDED, ALREADY) if words in page.content.decode()}
        connection.close()

    threads = []
    for state in states:
        client = Client()
        client.force_login(UserFactory(roles=[Role.ORGANISER]))
        threads.append(threading.Thread(target=press, args=(client, state)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_two_decisions_at_once_one_holds_and_the_other_is_told(meeting):
    submission = SubmissionFactory()

    told = decide_at_once(submission, State.ACCEPTED, State.REJECTED)

    stored = Submission.objects.get()
    (loser,) = {State.ACCEPTED, State.REJECTED} - {stored.state}
    assert told == {stored.state: {DECIDED}, loser: {ALREADY}}
    assert [move.to_state for move in stored.moves.all()] == [stored.state]
    assert Talk.objects.count() == (1 if stored.state == State.ACCEPTED else 0)
    assert Message.objects.count() == 1


def test_without_the_lock_both_decisions_would_hold(meeting, monkeypatch):
    monkeypatch.setattr(
        type(Submission.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )
    submission = SubmissionFactory()

    told = decide_at_once(submission, State.ACCEPTED, State.REJECTED)

    assert told == {State.ACCEPTED: {DECIDED}, State.REJECTED: {DECIDED}}
    assert Submission.objects.get().moves.count() == 2
    assert Message.objects.count() == 2
