"""The desk shows a letter as its reader has it: the mail itself, but for the key of the reader."""

import re

import pytest
from django.core import mail as django_mail
from django.urls import reverse

from portal.accounts.roles import Role
from portal.mail import outbox, specimen
from portal.mail.letters import Recipient
from portal.mail.models import Delivery, Message
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.mail import DeliveryFactory, LetterFactory, MessageFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

EMAIL = "reader@example.org"


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    return client


def letter(message):
    return reverse("mail-desk:letter", args=[message.pk])


def sent(**facts):
    """Queue a letter to the reader and send it; return its delivery and the mail."""
    outbox.queue(LetterFactory(to=[Recipient(EMAIL, "Sample Reader")], **facts))
    deliver_due()
    return Delivery.objects.select_related("message").get(), django_mail.outbox[-1]


def test_it_is_the_mail_that_was_sent_but_for_the_key_of_the_reader(organiser):
    subscription = SubscriptionFactory(topic="news", email=EMAIL)
    delivery, mail = sent(topic="news")

    shown = specimen.of(delivery.message, delivery)

    assert subscription.token in mail.body
    assert shown.text == mail.body.replace(subscription.token, specimen.HIDDEN)
    html = str(mail.alternatives[0].content).replace(subscription.token, specimen.HIDDEN)
    assert shown.html.replace(specimen.DEAD_LINKS, "") == html
    assert shown.to == EMAIL
    assert organiser.get(letter(delivery.message)).text == shown.html


def test_the_link_to_end_it_leads_nowhere(client):
    subscription = SubscriptionFactory(topic="news", email=EMAIL)
    delivery, _mail = sent(topic="news")

    (link,) = re.findall(
        r'href="http://localhost:8000(/\w*unsub[^"]+)"',
        specimen.of(delivery.message, delivery).html,
    )

    assert subscription.token not in link
    assert client.post(link).status_code == 404


def test_the_weekly_letter_names_the_topics_of_its_reader():
    SubscriptionFactory(topic="news", email=EMAIL, weekly=True)
    SubscriptionFactory(topic="annual-meetings", email=EMAIL, weekly=True)
    delivery, _mail = sent(topic="weekly")

    shown = specimen.of(delivery.message, delivery)

    assert "you subscribed to: All news, Annual meetings." in shown.text


def test_after_its_reader_left_it_is_shown_with_its_own_topic():
    delivery = DeliveryFactory(message__topic="news")

    assert "you subscribed to: All news." in specimen.of(delivery.message, delivery).text


def test_a_letter_to_nobody_is_shown_too(organiser):
    message = MessageFactory(text="A **bold** word.")

    assert specimen.of(message).to == ""
    assert "<strong>bold</strong>" in organiser.get(letter(message)).text


def test_it_is_told_in_its_own_language(organiser):
    delivery, _mail = sent(language="de", topic="")

    assert '<html lang="de">' in organiser.get(letter(delivery.message)).text


def test_a_confidential_letter_does_not_exist(organiser):
    message = MessageFactory(text="The code is 1234.", confidential=True)

    assert organiser.get(letter(message)).status_code == 404


def test_browsers_may_show_it_in_our_pages_and_do_nothing_else(organiser):
    answer = organiser.get(letter(DeliveryFactory().message))

    directives = set(answer["Content-Security-Policy"].split("; "))
    assert {one.strip() for one in directives} == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    }
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_of_a_message_frames_its_letter_and_no_other_page_frames_anything(organiser):
    message = DeliveryFactory().message

    page = organiser.get(reverse("mail-desk:message", args=[message.pk]))
    listing = organiser.get(reverse("mail-desk:messages"))

    (frame,) = re.findall("<iframe[^>]+>", page.text)
    assert f'src="{letter(message)}"' in frame
    assert f'title="Letter: {message.subject}"' in frame
    assert " sandbox>" in frame
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-src" not in listing["Content-Security-Policy"]


def test_the_page_of_a_confidential_message_frames_nothing(organiser):
    message = MessageFactory(text="The code is 1234.", confidential=True)

    page = organiser.get(reverse("mail-desk:message", args=[message.pk])).text

    assert "<iframe" not in page
    assert Message.objects.get().text not in page
