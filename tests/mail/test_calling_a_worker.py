import socket
from time import monotonic

import pytest
from celery import current_app
from django.db import transaction

from portal.mail import outbox
from portal.mail.bell import bell
from portal.mail.models import Delivery, State
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory

pytestmark = pytest.mark.django_db(transaction=True)

CELERY_WORKER = """
from portal.celery import app
app.worker_main(["worker", "--pool=solo", "--loglevel=ERROR", "--without-mingle"])
"""


@pytest.fixture
def waiting_calls():
    """Count the calls that wait for a worker in the tests' own Redis."""
    with current_app.connection_for_read() as connection:
        redis = connection.default_channel.client
        redis.delete("celery")
        yield lambda: redis.llen("celery")
        redis.delete("celery")


@pytest.fixture
def redis_at():
    """Send the calls to another Redis."""
    before = current_app.conf.broker_write_url, current_app.conf.broker_url

    def redis_at(url):
        current_app.conf.broker_url = current_app.conf.broker_write_url = url

    yield redis_at
    current_app.conf.broker_write_url, current_app.conf.broker_url = before
    bell.silent_until = 0.0


def test_a_worker_is_called_when_the_letter_is_committed_and_not_before(waiting_calls):
    with transaction.atomic():
        outbox.queue(LetterFactory())
        before = waiting_calls()

    assert (before, waiting_calls()) == (0, 1)


def test_a_celery_worker_that_is_called_sends_the_letter(
    sink, process_of_the_portal, waiting_calls
):
    process_of_the_portal(CELERY_WORKER)

    outbox.queue(LetterFactory(to=RecipientFactory.build_batch(3)))

    assert sink.wait_for(3, seconds=60)
    assert waiting_calls() == 0


def test_without_redis_the_caller_goes_on_and_the_sweep_sends_it(redis_at, mailoutbox, caplog):
    redis_at("redis://127.0.0.1:1/0")

    outbox.queue(LetterFactory())

    assert "the sweep will find it" in caplog.text
    assert Delivery.objects.get().state == State.QUEUED
    deliver_due()
    assert len(mailoutbox) == 1


def test_a_redis_that_does_not_answer_holds_nobody_up(redis_at):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        redis_at(f"redis://127.0.0.1:{mute.getsockname()[1]}/0")

        began = monotonic()
        for _ in range(20):
            outbox.queue(LetterFactory())

        assert monotonic() - began < 5
    assert Delivery.objects.count() == 20
