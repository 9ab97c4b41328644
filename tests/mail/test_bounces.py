import io
import mailbox

import pytest
from django.core.management import CommandError, call_command

from portal.mail import bounces, outbox, suppressing
from portal.mail.models import Delivery, Frequency, State, Subscription, Suppression
from portal.mail.models.suppression import Reason
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory
from tests.mail import imap

pytestmark = pytest.mark.django_db

BOUNCE = """\
From: Mail Delivery System <mailer-daemon@mx.example.org>
To: portal@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {email}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 No such
 mailbox

--b
Content-Type: {returned}

Message-ID: <{mail}@localhost>
Subject: Sample letter

--b--
"""
COMPLAINT = """\
From: abuse@mx.example.org
Subject: Complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This was reported.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Sample/1.0
Version: 1
Original-Rcpt-To: <{email}>

--b
Content-Type: message/rfc822

Message-ID: <{mail}@localhost>
Subject: Sample letter

Sample text
--b--
"""

NONSENSE = (
    b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/delivery-status\r\n\r\n\x00\xff\r\n--b--"
)


@pytest.fixture
def sent(mailoutbox):
    """A delivery that the mail server took."""
    outbox.queue(LetterFactory(to=[RecipientFactory(email="gone@example.org")]))
    deliver_due()
    return Delivery.objects.get()


def report(delivery, template=BOUNCE, **facts):
    known = {
        "email": delivery.email,
        "mail": delivery.uuid,
        "action": "failed",
        "status": "5.1.1",
        "returned": "text/rfc822-headers",
    }
    return template.format(**known | facts).encode()


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_a_mail_that_comes_back_is_noted_and_nothing_goes_there_any_more(sent, returned):
    assert bounces.take(report(sent, returned=returned)) == 1

    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.BOUNCED, "smtp; 550 5.1.1 No such mailbox")
    outbox.queue(LetterFactory(to=[RecipientFactory(email="Gone@example.org")]))
    deliver_due()
    assert Delivery.objects.latest("pk").state == State.WITHHELD


@pytest.mark.parametrize("facts", [{"action": "delayed"}, {"status": "4.4.1"}], ids=str)
def test_a_mail_that_is_merely_late_is_no_bounce(sent, facts):
    assert bounces.take(report(sent, **facts)) == 0

    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"mail": "00000000-0000-4000-8000-000000000000"},
        {"email": "somebody.else@example.org"},
        {"mail": "not-ours"},
        {"email": "no address"},
    ],
    ids=lambda facts: str(*facts.values()),
)
def test_nobody_is_silenced_by_a_report_about_a_mail_we_did_not_send_there(sent, facts):
    assert bounces.take(report(sent, **facts)) == 0

    assert not Suppression.objects.exists()


def test_who_complains_gets_nothing_more_and_is_subscribed_to_nothing(sent):
    SubscriptionFactory(email=sent.email)

    bounces.take(report(sent, COMPLAINT))

    assert Suppression.objects.get().reason == Reason.COMPLAINT
    assert Subscription.objects.get().frequency == Frequency.OFF


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xfe\x00 no mail at all",
        b"Subject: Out of office\r\n\r\nI am away.",
        NONSENSE,
        b"Content-Type: multipart/report\r\n\r\nno boundary",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n" + b"--b\r\n" * 5000,
    ],
    ids=["empty", "bytes", "away", "nonsense", "no boundary", "endless"],
)
def test_what_is_no_report_does_nothing(sent, source):
    assert bounces.take(source) == 0


def test_a_mailbox_that_does_not_exist_suppresses_the_address_at_once(sink):
    sink.answer("gone@example.org", "550 5.1.1 No such mailbox")
    outbox.queue(LetterFactory(to=[RecipientFactory(email="gone@example.org")]))

    deliver_due()

    suppression = Suppression.objects.get()
    assert (suppression.email, suppression.reason) == ("gone@example.org", Reason.BOUNCE)
    assert suppression.detail == "550 5.1.1 No such mailbox"


@pytest.mark.parametrize("answer", ["554 Not accepted", "552 Mailbox full", "451 Later"])
def test_another_refusal_does_not_condemn_the_address(sink, answer):
    sink.answer("full@example.org", answer)
    outbox.queue(LetterFactory(to=[RecipientFactory(email="full@example.org")]))

    deliver_due()

    assert not Suppression.objects.exists()


def test_an_address_that_was_lifted_gets_mail_again(sent, mailoutbox):
    bounces.take(report(sent))
    suppressing.lift(Suppression.objects.get())

    outbox.queue(LetterFactory(to=[RecipientFactory(email=sent.email)]))
    deliver_due()

    assert len(mailoutbox) == 2


def read(place):
    said = io.StringIO()
    call_command("read_bounces", str(place), stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("kind", [mailbox.mbox, mailbox.Maildir])
def test_a_mailbox_is_read_and_emptied(sent, tmp_path, kind):
    place = tmp_path / "bounces"
    box = kind(place)
    box.add(report(sent))
    box.add(b"Subject: Out of office\n\nI am away.")
    box.close()

    assert read(place) == "2 read, 1 about mails of ours that came back.\n"
    assert read(place) == "0 read, 0 about mails of ours that came back.\n"


def test_a_mailbox_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        read(tmp_path / "nothing")


def test_without_a_mailbox_one_is_asked_for():
    with pytest.raises(CommandError, match="BOUNCES_URL"):
        call_command("read_bounces")


def test_a_mailbox_is_read_by_imap_and_emptied(sent):
    with imap.Mailbox([report(sent), b"Subject: Out of office\r\n\r\nI am away."]) as box:
        said = read(box.url)

    assert said == "2 read, 1 about mails of ours that came back.\n"
    assert box.mails == {}


def test_a_wrong_password_is_told_and_nothing_is_taken_away(sent):
    with (
        imap.Mailbox([report(sent)], password="another") as box,
        pytest.raises(CommandError, match="wrong password"),
    ):
        read(box.url)

    assert len(box.mails) == 1


@pytest.mark.parametrize("place", ["http://example.org/box", "imap://127.0.0.1:1/INBOX"])
def test_a_mailbox_that_cannot_be_reached_is_told(place):
    with pytest.raises(CommandError, match="cannot be read"):
        read(place)
