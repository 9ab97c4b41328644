from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from portal.mail import delivery, outbox, tasks
from portal.mail.models import Claim, Delivery, State
from portal.mail.models.delivery import DeliveryQuerySet
from tests.factories.mail import LetterFactory, RecipientFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def readers(monkeypatch):
    monkeypatch.setattr(tasks, "MOST", 3)
    recipients = RecipientFactory.build_batch(30)
    outbox.queue(LetterFactory(to=recipients))
    return [recipient.email for recipient in recipients]


def at_once(work, workers=4):
    """Run `work` in threads that begin together, each with a connection of its own."""
    together = Barrier(workers)

    def run():
        together.wait(10)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(run) for _ in range(workers)]
        return [worker.result(60) for worker in running]


def test_four_workers_at_once_send_everything_once(readers, sink):
    at_once(tasks.deliver_due)

    assert Counter(sink.received) == dict.fromkeys(readers, 1)
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_without_the_claim_two_workers_send_everything_twice(readers, sink, monkeypatch):
    both_have_read = Barrier(2)

    def read_without_locking(self, limit):
        due = list(self.due().values_list("pk", flat=True)[:limit])
        both_have_read.wait(10)
        return due

    monkeypatch.setattr(DeliveryQuerySet, "lock_due", read_without_locking)
    monkeypatch.setattr(Claim, "in_turn", lambda self: Delivery.objects.order_by("pk"))

    at_once(lambda: delivery.send(Claim.objects.take(limit=50)), workers=2)

    assert Counter(sink.received) == dict.fromkeys(readers, 2)


def test_a_worker_passes_over_what_another_is_claiming(readers):
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        first = held_by(Claim.objects.take(limit=20))
        second = pool.submit(claim_in_own_connection).result(10)

    assert (len(first), len(second)) == (20, 10)
    assert first.isdisjoint(second)


def claim_in_own_connection():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")  # whoever waits for the other has failed
        return held_by(Claim.objects.take(limit=50))
    finally:
        connection.close()


def held_by(claim):
    return set(claim.deliveries.values_list("pk", flat=True))


def test_a_worker_whose_lease_ran_out_leaves_the_mail_to_its_new_holder(readers, sink, let_pass):
    slow = Claim.objects.take(limit=50)
    let_pass(minutes=11)
    Claim.objects.take_back_abandoned()
    quick = Claim.objects.take(limit=50)

    delivery.send(slow)
    nothing_yet = list(sink.received)
    delivery.send(quick)

    assert nothing_yet == []
    assert Counter(sink.received) == dict.fromkeys(readers, 1)
