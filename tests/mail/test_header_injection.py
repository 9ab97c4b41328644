"""Whatever a person can type and a mail takes up in its headers stays within its header.

Every field is tried with what would begin a header of its own, through a real mail server.
"""

import re

import pytest
from django.urls import reverse

from events import organising
from events.announcements import sending
from events.submissions import deciding
from events.submissions.models import State as Proposal
from news import announcing as news
from portal.accounts.roles import Role
from portal.mail import outbox
from portal.mail.models import Delivery
from portal.mail.tasks import deliver_due
from portal.preferences.models import Preferences
from tests.factories.accounts import UserFactory
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory
from tests.factories.news import ArticleFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

ENDS = ["\r\n", "\n", "\r", "\r\n ", "\x0b", "\x85", "\u2028", "\x00", "%0d%0a"]
READER = "reader@example.org"


def announce(event, **fields):
    announcement = AnnouncementFactory(event=event, **fields)
    sending.send(announcement, by=None, revision=1)


def subject_of_an_announcement(hostile):
    event = RegistrationFactory(email=READER).event
    announce(event, subject=hostile.replace("\0", ""), text="Dear all.")


def title_of_an_event(hostile):
    event = EventFactory(registrations=True, title=hostile.replace("\0", ""))
    RegistrationFactory(event=event, email=READER)
    announce(event, subject="About {title}", text="Dear all.")
    organising.call_off(event)


def title_of_a_series(hostile):
    series = SeriesFactory(title=hostile.replace("\0", ""))
    SubscriptionFactory(email=READER)
    event = EventFactory(draft=True, series=series)
    organising.publish(event, announce=True)


def name_at_registration(hostile):
    event = RegistrationFactory(email=READER, name=hostile.replace("\0", "")).event
    announce(event, subject="Dear {name}", text="Dear {name}.")


def title_of_an_article(hostile):
    SubscriptionFactory(email=READER, topic="news")
    news.tell_subscribers(ArticleFactory(title=hostile.replace("\0", "")), by=UserFactory())


def title_of_a_submission(hostile):
    author = UserFactory(email=READER, roles=[Role.MEMBER], name=hostile.replace("\0", ""))
    submission = SubmissionFactory(
        call=CallFactory(), submitter=author, title=hostile.replace("\0", "")
    )
    deciding.decide(submission, Proposal.REJECTED, by=UserFactory())


def sender_and_reply_to_of_the_settings(hostile):
    Preferences(sender_name=hostile.replace("\0", ""), reply_to=hostile.replace("\0", "")).save()
    outbox.queue(LetterFactory(to=[RecipientFactory(email=READER)]))


def reply_to_of_a_letter(hostile):
    outbox.queue(LetterFactory(to=[RecipientFactory(email=READER)], reply_to=hostile))


def key_of_a_topic(hostile):
    topic = hostile.replace("\0", "")[:120]
    SubscriptionFactory(email=READER, topic=topic)
    outbox.queue(LetterFactory(to=[RecipientFactory(email=READER)], topic=topic))


FIELDS = [
    subject_of_an_announcement,
    title_of_an_event,
    title_of_a_series,
    name_at_registration,
    title_of_an_article,
    title_of_a_submission,
    sender_and_reply_to_of_the_settings,
    reply_to_of_a_letter,
    key_of_a_topic,
]


def header_names(raw):
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    return {name.lower() for name in re.findall(rb"^([!-9;-~]+):", head, re.MULTILINE)}


@pytest.mark.parametrize("end", ENDS, ids=repr)
@pytest.mark.parametrize("queue", FIELDS, ids=lambda field: field.__name__)
def test_no_field_smuggles_in_a_header_or_a_receiver(sink, queue, end):
    queue(f"Harmless{end}Bcc: many@example.org{end}X-Smuggled: 1{end}{end}Body")

    deliver_due()

    assert sink.mails
    assert {tuple(to) for to in sink.envelopes} == {(READER,)}
    for raw in sink.raw:
        assert not header_names(raw) & {b"bcc", b"cc", b"x-smuggled"}
        assert b"\nBody" not in raw.split(b"\r\n\r\n")[0]


@pytest.mark.parametrize("end", ENDS[:-1], ids=repr)
def test_no_address_of_a_registration_smuggles_in_a_receiver(client, sink, end):
    event = EventFactory(registrations=True)
    typed = {"name": "Ada", "affiliation": "", "email": f"{READER}{end}Bcc: many@example.org"}

    client.post(reverse("registrations:register", args=[event.slug]), typed)
    deliver_due()

    assert not [to for to in sink.envelopes if to != [READER]]
    assert not [raw for raw in sink.raw if header_names(raw) & {b"bcc", b"x-smuggled"}]


def test_an_address_that_is_none_is_handed_to_no_mail_server(sink):
    outbox.queue(LetterFactory(to=[RecipientFactory(email=f"{READER}\r\nBcc: many@example.org")]))

    deliver_due()

    assert sink.mails == []
    assert Delivery.objects.get().state == "failed"
