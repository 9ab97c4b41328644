import os
import signal
from collections import Counter

import pytest

from portal.mail import outbox
from portal.mail.models import Delivery, State
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory
from tests.mail.sink import HANG

pytestmark = pytest.mark.django_db(transaction=True)

DELIVER_DUE = "from portal.mail.tasks import deliver_due; deliver_due()"
WITHOUT_NOTES = """
from portal.mail.models import Claim
Claim.begin = lambda self, delivery: True
"""


@pytest.fixture
def code():
    return DELIVER_DUE


@pytest.fixture
def worker(process_of_the_portal, code):
    """A process of its own that delivers what is due to the sink."""
    return process_of_the_portal(code)


@pytest.fixture
def readers():
    recipients = RecipientFactory.build_batch(5)
    outbox.queue(LetterFactory(to=recipients))
    return [recipient.email for recipient in recipients]


@pytest.fixture
def kill_while_holding(sink, request):
    """Start a worker and kill it when the sink holds it up."""

    def kill_while_holding():
        worker = request.getfixturevalue("worker")
        assert sink.holding.wait(30)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(10)
        sink.hold_after = None
        sink.answers.clear()

    return kill_while_holding


def test_killed_before_the_server_took_the_mail_every_mail_goes_out_once(
    readers, sink, kill_while_holding, let_pass
):
    sink.answer(readers[2], HANG)

    kill_while_holding()
    let_pass(minutes=11)
    deliver_due()
    let_pass(minutes=1)
    deliver_due()

    assert Counter(sink.received) == dict.fromkeys(readers, 1)
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_killed_with_a_mail_in_flight_only_that_one_comes_twice_and_as_the_same_mail(
    readers, sink, kill_while_holding, let_pass
):
    sink.hold_after = 3

    kill_while_holding()
    in_flight = sink.mails[2]
    let_pass(minutes=11)
    deliver_due()
    let_pass(minutes=1)
    deliver_due()

    times = Counter(sink.received)
    assert times == dict.fromkeys(readers, 1) | {sink.received[2]: 2}
    twin = next(mail for mail in sink.mails[3:] if mail["To"] == in_flight["To"])
    assert twin["Message-ID"] == in_flight["Message-ID"]


@pytest.mark.parametrize("code", [WITHOUT_NOTES + DELIVER_DUE])
def test_without_a_note_before_each_mail_all_that_was_sent_comes_twice(
    code, readers, sink, kill_while_holding, let_pass
):
    sink.hold_after = 3

    kill_while_holding()
    let_pass(minutes=11)
    deliver_due()

    assert sorted(Counter(sink.received).values()) == [1, 1, 2, 2, 2]


def test_what_a_killed_worker_held_waits_for_the_end_of_its_lease(
    readers, sink, kill_while_holding, let_pass
):
    sink.answer(readers[0], HANG)

    kill_while_holding()
    let_pass(minutes=9)
    deliver_due()

    assert sink.received == []
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENDING}


def test_a_mail_that_breaks_its_worker_lets_the_others_go_first(
    readers, sink, kill_while_holding, let_pass
):
    sink.answer(readers[0], HANG)

    kill_while_holding()
    let_pass(minutes=11)
    deliver_due()

    assert sorted(sink.received) == sorted(readers[1:])


def test_a_mail_that_breaks_workers_for_two_days_has_failed(
    readers, sink, kill_while_holding, let_pass
):
    sink.answer(readers[0], HANG)

    kill_while_holding()
    let_pass(days=2)
    deliver_due()

    assert sorted(sink.received) == sorted(readers[1:])
    assert Delivery.objects.get(state=State.FAILED).email == readers[0]
