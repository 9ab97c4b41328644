from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from portal.mail import correcting, delivery, obstacles, outbox
from portal.mail.models import Claim, Delivery, State
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db


def queue(count=1, **fields):
    recipients = RecipientFactory.build_batch(count)
    outbox.queue(LetterFactory(to=recipients, **fields))
    return [recipient.email for recipient in recipients]


def states():
    return dict(Delivery.objects.values_list("email", "state"))


def test_a_batch_goes_out_over_one_connection(sink):
    readers = queue(5)

    deliver_due()

    assert sorted(sink.received) == sorted(readers)
    assert sink.connections == 1
    assert set(states().values()) == {State.SENT}


def test_delivering_again_sends_nothing_again(sink):
    queue(3)

    deliver_due()
    deliver_due()

    assert len(sink.received) == 3


def test_many_batches_are_sent_until_nothing_is_due(sink, monkeypatch):
    monkeypatch.setattr("portal.mail.tasks.MOST", 2)
    queue(5)

    deliver_due()

    assert len(sink.received) == 5
    assert sink.connections == 3


def test_what_somebody_waits_for_goes_first(sink):
    queue(3)
    [waiting] = queue(urgent=True)

    deliver_due()

    assert sink.received[0] == waiting


def test_a_temporary_refusal_is_tried_again_with_growing_pauses(sink, let_pass):
    [reader] = queue()
    sink.answer(reader, "451 Later", "451 Later", "250 OK")

    deliver_due()
    let_pass(seconds=61)
    deliver_due()
    let_pass(seconds=61)
    deliver_due()  # the second pause is longer
    attempts_so_far = sink.attempts[reader]
    let_pass(seconds=60)
    deliver_due()

    assert attempts_so_far == 2
    assert sink.received == [reader]
    assert Delivery.objects.get().attempts == 3


def test_while_it_is_tried_again_the_desk_knows_why(sink):
    [reader] = queue()
    sink.answer(reader, "451 The mailbox is busy")

    deliver_due()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (State.RETRYING, "451 The mailbox is busy")


def test_after_two_days_of_temporary_refusals_it_has_failed(sink, let_pass):
    [reader] = queue()
    sink.answer(reader, "451 Later")

    hours = 0
    while states()[reader] != State.FAILED:
        deliver_due()
        let_pass(hours=1)
        hours += 1

    assert hours == pytest.approx(48, abs=2)
    assert sink.received == []


def test_a_permanent_refusal_fails_with_its_reason_and_harms_no_other(sink):
    unknown, *others = queue(4)
    sink.answer(unknown, "550 No such person")

    deliver_due()
    deliver_due()

    assert sorted(sink.received) == sorted(others)
    assert sink.attempts[unknown] == 1
    assert Delivery.objects.get(email=unknown).reason == "550 No such person"
    assert states()[unknown] == State.FAILED


def test_a_recipient_the_server_breaks_down_over_harms_no_other(sink):
    fatal, *others = queue(4)
    sink.answer(fatal, "drop")

    deliver_due()

    assert sorted(sink.received) == sorted(others)
    assert states()[fatal] == State.RETRYING


def test_a_server_that_hangs_over_one_recipient_harms_no_other(sink, settings):
    settings.EMAIL_TIMEOUT = 0.3
    slow, *others = queue(3)
    sink.answer(slow, "hang")

    deliver_due()

    assert sorted(sink.received) == sorted(others)
    assert states()[slow] == State.RETRYING


def test_a_server_that_breaks_down_again_and_again_gets_a_rest(sink):
    readers = queue(10)
    for reader in readers:
        sink.answer(reader, "drop")

    deliver_due()

    assert sum(sink.attempts.values()) == 3
    assert set(states().values()) == {State.RETRYING}


def test_a_server_saying_good_bye_is_called_again(sink):
    last, *others = queue(3)
    sink.answer(last, "421 Closing")

    deliver_due()

    assert sorted(sink.received) == sorted(others)
    assert states()[last] == State.RETRYING


def test_without_a_mail_server_everything_waits_and_nothing_is_lost(sink, settings, let_pass):
    readers = queue(3)
    settings.EMAIL_PORT = 1

    deliver_due()

    assert set(states().values()) == {State.RETRYING}
    settings.EMAIL_PORT = sink.port
    let_pass(minutes=2)
    deliver_due()
    assert sorted(sink.received) == sorted(readers)


def test_a_wrong_password_of_ours_fails_nobodys_mail(sink, settings):
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = (
        "made up"  # the sink knows no accounts
    )
    queue(2)

    deliver_due()

    assert set(states().values()) == {State.RETRYING}


class MoodyBackend(BaseEmailBackend):
    """Takes every mail but the first, for no reason anybody could foresee."""

    taken: list = []

    def send_messages(self, mails):
        self.taken += mails
        if len(self.taken) == 1:
            raise ZeroDivisionError
        return len(mails)


def test_an_error_nobody_thought_of_is_tried_again_and_harms_no_other(settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.MoodyBackend"
    bad, *others = queue(3)

    deliver_due()

    assert [states()[other] for other in others] == [State.SENT] * 2
    assert states()[bad] == State.RETRYING
    assert "cannot be made" in caplog.text


def test_a_withheld_message_is_not_sent_although_it_was_already_claimed(sink):
    queue(2)
    message = Delivery.objects.first().message

    claim = Claim.objects.take(limit=50)
    correcting.withhold(message)
    delivery.send(claim)

    assert sink.received == []
    assert set(states().values()) == {State.WITHHELD}
    assert Delivery.objects.first().reason == obstacles.WITHHELD


def test_who_unsubscribed_between_queueing_and_sending_gets_nothing(sink):
    stays, leaves = SubscriptionFactory.create_batch(2)
    outbox.queue(
        LetterFactory(topic="events", to=[RecipientFactory(email=s.email) for s in (stays, leaves)])
    )

    leaves.frequency = "off"
    leaves.save()
    deliver_due()

    assert sink.received == [stays.email]
    assert Delivery.objects.get(email=leaves.email).reason == obstacles.UNSUBSCRIBED


def test_who_never_confirmed_gets_no_bulk_mail(sink):
    hopeful = SubscriptionFactory(unconfirmed=True)
    outbox.queue(LetterFactory(topic="events", to=[RecipientFactory(email=hopeful.email)]))

    deliver_due()

    assert sink.received == []


def test_a_closed_account_gets_nothing(sink):
    user = UserFactory()
    outbox.queue(LetterFactory(to=[RecipientFactory(email=user.email, user_id=user.pk)]))

    user.is_active = False
    user.save()
    deliver_due()

    assert sink.received == []
    assert Delivery.objects.get().reason == obstacles.CLOSED


def test_a_letter_that_is_no_longer_of_use_is_not_sent(sink):
    queue(expires_at=timezone.now() - timedelta(seconds=1))

    deliver_due()

    assert sink.received == []
    assert Delivery.objects.get().reason == obstacles.TOO_LATE


def test_the_text_of_a_confidential_letter_is_forgotten_when_it_is_sent(sink):
    queue(confidential=True, text="The code is 1234.", code="https://example.org/1234/")

    deliver_due()

    assert "1234" in sink.mails[0].get_body(["plain"]).get_content()
    message = Delivery.objects.get().message
    assert (message.text, message.code) == ("", "")
