"""A receiver who is erased while a worker is busy with the mail."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from portal.common.personal import Subject
from portal.mail import delivery, personal
from portal.mail.models import Claim, Delivery, Message, State
from portal.preferences.models import Preferences
from tests.factories.mail import DeliveryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed():
    first = DeliveryFactory(email="gone@example.org", message__confidential=True, urgent=True)
    DeliveryFactory(email="other@example.org")
    return first, Claim.objects.take(limit=10)


def test_a_mail_erased_before_it_is_sent_stays_unsent_and_the_batch_goes_on(claimed, mailoutbox):
    first, claim = claimed
    Message.objects.filter(pk=first.message_id).delete()

    delivery.send(claim)

    assert [mail.to for mail in mailoutbox] == [["other@example.org"]]


def test_a_mail_erased_while_it_is_sent_does_not_stop_the_batch(
    claimed, mailoutbox, monkeypatch, settings
):
    first, claim = claimed
    monkeypatch.setattr(f"{__name__}.ErasingBackend.erased", first.message_id)
    settings.EMAIL_BACKEND = f"{__name__}.ErasingBackend"

    delivery.send(claim)

    assert len(mailoutbox) == 2
    assert Delivery.objects.get().state == State.SENT
    assert not Claim.objects.exists()


class ErasingBackend(EmailBackend):
    """A receiver is erased while the first mail is on its way."""

    erased = None

    def send_messages(self, mails):
        Message.objects.filter(pk=self.erased).delete()
        return super().send_messages(mails)


def test_mails_kept_as_files_go_as_well(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path
    for to in ("Gone@example.org", "other@example.org"):
        EmailMessage("Sample", "Text", "portal@example.org", [to]).send()

    with django_capture_on_commit_callbacks(execute=True):
        personal.erase(Subject(emails=frozenset({"gone@example.org"})), keep_names=True)

    (left,) = tmp_path.iterdir()
    assert "other-at-example-org" in left.name


def test_mails_kept_as_files_go_after_their_time(settings, tmp_path):
    settings.EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path
    EmailMessage("Sample", "Text", "portal@example.org", ["a@example.org"]).send()
    written = datetime.fromtimestamp(next(tmp_path.iterdir()).stat().st_mtime, tz=UTC)
    preferences = Preferences(mail_days=10)

    list(personal.purge(preferences, written + timedelta(days=9)))
    assert len(list(tmp_path.iterdir())) == 1
    list(personal.purge(preferences, written + timedelta(days=10, seconds=1)))
    assert list(tmp_path.iterdir()) == []
