"""A worker takes as much at a time as the mail server takes in a moment, and lets go of the rest."""

import pytest

from portal.mail import correcting, delivery, outbox, tasks
from portal.mail.models import Claim, Delivery, State
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def slow(monkeypatch):
    """A mail server so slow that a round is over after one mail."""
    monkeypatch.setattr(delivery, "ROUND", 0)


@pytest.fixture
def readers():
    recipients = RecipientFactory.build_batch(4, name="")
    outbox.queue(LetterFactory(to=recipients))
    return [recipient.email for recipient in recipients]


def test_the_rest_of_a_round_waits_as_if_nobody_had_taken_it(slow, readers, mailoutbox):
    Delivery.objects.filter(email__in=readers[2:]).update(state=State.RETRYING, attempts=2)

    handled = delivery.send(Claim.objects.take(limit=10))

    assert (handled, len(mailoutbox)) == (1, 1)
    waiting = Delivery.objects.waiting().order_by("pk").values_list("state", "attempts")
    assert list(waiting) == [(State.QUEUED, 0), (State.RETRYING, 2), (State.RETRYING, 2)]
    assert not Claim.objects.exists()


def test_round_after_round_everybody_gets_the_mail_once(slow, readers, mailoutbox):
    deliver_due()

    assert [mail.to for mail in mailoutbox] == [[reader] for reader in readers]


def test_what_is_withheld_meanwhile_stays_where_it_is_from_the_next_round_on(
    slow, readers, mailoutbox
):
    delivery.send(Claim.objects.take(limit=10))
    correcting.withhold(Delivery.objects.first().message)

    deliver_due()

    assert len(mailoutbox) == 1


def test_what_somebody_waits_for_goes_out_before_the_rest_of_a_long_letter(
    slow, readers, mailoutbox
):
    delivery.send(Claim.objects.take(limit=10))
    waits = RecipientFactory(email="waits@example.org", name="")
    outbox.queue(LetterFactory(urgent=True, to=[waits]))

    deliver_due()

    assert [mail.to for mail in mailoutbox][1] == [waits.email]


def test_of_a_slow_server_a_worker_asks_less_at_a_time(slow, readers, monkeypatch):
    monkeypatch.setattr(tasks, "LEAST", 2)
    limits = []
    take = Claim.objects.take

    def note_and_take(*, limit):
        limits.append(limit)
        return take(limit=limit)

    monkeypatch.setattr(Claim.objects, "take", note_and_take)

    deliver_due()

    assert limits == [tasks.MOST, 2, 2, 2, 2]


def test_a_round_costs_one_statement_for_each_further_mail(
    mailoutbox, django_assert_max_num_queries
):
    def cost(count):
        outbox.queue(LetterFactory(to=RecipientFactory.build_batch(count)))
        with django_assert_max_num_queries(60) as counted:
            delivery.send(Claim.objects.take(limit=50))
        return len(counted)

    assert cost(21) - cost(1) == 20
