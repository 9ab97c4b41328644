import pytest
from django.urls import reverse

from events import announcing
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db


def url(event):
    return reverse("events-desk:announce", args=[event.slug])


def page(response):
    return " ".join(response.content.decode().split())


LETTER = {"subject": "Come all", "text": "It will be **good**.", "send": "1"}


@pytest.fixture
def event():
    event = EventFactory(title="Sample meeting", venue="Sample House", registrations=True)
    TalkFactory(event=event, title="On samples")
    return event


def test_the_letter_is_proposed_and_previewed(client, event, organiser):
    SubscriptionFactory.create_batch(2)
    SubscriptionFactory(unconfirmed=True)
    SubscriptionFactory(topic="news")

    html = page(client.get(url(event)))

    assert 'value="Sample meeting"' in html
    assert "Send to 2 subscribers" in html
    assert "<strong>Sample meeting</strong>" in html
    assert event.get_absolute_url() in html


def test_a_cancelled_talk_is_not_announced(event):
    TalkFactory(event=event, title="Withdrawn by its author", is_cancelled=True)

    text = announcing.proposal(event).text

    assert "On samples" in text
    assert "Withdrawn" not in text


def test_sending_queues_one_letter_to_every_subscriber(client, event, organiser):
    subscribers = SubscriptionFactory.create_batch(3)

    response = client.post(url(event), LETTER, follow=True)

    message = Message.objects.get()
    assert "On its way to 3 subscribers." in page(response)
    assert (message.subject, message.topic) == ("Come all", "events")
    assert message.created_by == organiser
    told = set(Delivery.objects.values_list("email", flat=True))
    assert told == {subscriber.email for subscriber in subscribers}


def test_a_second_click_sends_nothing_twice_and_says_so(client, event, organiser):
    SubscriptionFactory()

    client.post(url(event), LETTER)
    SubscriptionFactory()
    again = client.post(url(event), LETTER | {"subject": "Once more"}, follow=True)

    assert "nothing is sent twice" in page(again)
    assert Delivery.objects.count() == 1


def test_what_was_announced_is_shown_in_place_of_the_form(client, event, organiser):
    SubscriptionFactory()
    client.post(url(event), LETTER)

    html = page(client.get(url(event)))

    assert "This event has been announced" in html
    assert 'name="send"' not in html


def test_previewing_sends_nothing_and_keeps_what_was_typed(client, event, organiser):
    SubscriptionFactory()
    typed = LETTER | {"preview": "1"}
    del typed["send"]

    html = page(client.post(url(event), typed))

    assert "<strong>good</strong>" in html
    assert 'value="Come all"' in html
    assert not Message.objects.exists()


def test_the_live_preview_is_the_text_as_it_will_be_read(client, event, organiser):
    url = reverse("events-desk:announcement-preview", args=[event.slug])

    assert client.post(url, {"text": "It will be **good**."}).content == (
        b"<p>It will be <strong>good</strong>.</p>"
    )
    assert b"<script>" not in client.post(url, {"text": "<script>alert(1)</script>"}).content
    assert client.get(url).status_code == 405


@pytest.mark.parametrize(
    "mistake", [{"subject": ""}, {"text": ""}, {"text": "x" * 30_000}, {"subject": "a\0b"}]
)
def test_a_mistake_sends_nothing(client, event, organiser, mistake):
    SubscriptionFactory()

    response = client.post(url(event), LETTER | mistake)

    assert response.status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("facts", [{"draft": True}, {"cancelled": True}, {"past": True}])
def test_only_what_is_published_and_to_come_is_announced(client, organiser, facts):
    SubscriptionFactory()
    event = EventFactory(**facts)

    asked = client.get(url(event))
    client.post(url(event), LETTER)

    assert "Only an event that is published" in page(asked)
    assert not Message.objects.exists()


def test_without_subscribers_there_is_nobody_to_tell(client, event, organiser):
    asked = client.get(url(event))
    client.post(url(event), LETTER)

    assert "Nobody has subscribed" in page(asked)
    assert not Message.objects.exists()


def test_what_is_for_members_is_announced_to_members_alone():
    member = UserFactory(roles=[Role.MEMBER])
    SubscriptionFactory(user=member, email=member.email)
    SubscriptionFactory(user=UserFactory())
    SubscriptionFactory()

    to = announcing.recipients(EventFactory(members_only=True))

    assert [recipient.email for recipient in to] == [member.email]
