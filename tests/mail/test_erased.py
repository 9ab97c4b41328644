"""A receiver who is erased while a worker is busy with the mail."""

import pytest

from portal.mail import delivery
from portal.mail.models import Delivery, Message
from tests.factories.mail import DeliveryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed():
    first = DeliveryFactory(email="gone@example.org", message__confidential=True, urgent=True)
    DeliveryFactory(email="other@example.org")
    return first, Delivery.objects.claim(limit=10)


def test_a_mail_erased_before_it_is_sent_stays_unsent_and_the_batch_goes_on(claimed, mailoutbox):
    first, batch = claimed
    Message.objects.filter(pk=first.message_id).delete()

    delivery.send(batch)

    assert [mail.to for mail in mailoutbox] == [["other@example.org"]]


def test_a_mail_erased_while_it_is_sent_does_not_stop_the_batch(claimed, mailoutbox, monkeypatch):
    first, batch = claimed
    monkeypatch.setattr(Delivery, "mark_sent", erase_then(Delivery.mark_sent, first))

    delivery.send(batch)

    assert len(mailoutbox) == 2
    assert not Message.objects.filter(pk=first.message_id).exists()


def erase_then(mark_sent, first):
    def mark(self):
        Message.objects.filter(pk=first.message_id).delete()
        mark_sent(self)

    return mark
