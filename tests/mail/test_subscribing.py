import pytest
from django.utils import timezone

from portal.mail import outbox, subscribing
from portal.mail.models import Frequency, Message, Subscription
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.mail import LetterFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db


def topics_of(email):
    return set(Subscription.objects.of_address(email).active().values_list("topic", flat=True))


def test_asking_sends_one_letter_and_subscribes_nobody_yet(mailoutbox):
    subscribing.ask("reader@example.org", ["events", "news"], language="en")
    deliver_due()

    assert topics_of("reader@example.org") == set()
    [letter] = mailoutbox
    token = Subscription.objects.earliest("pk").token
    assert f"/subscriptions/{token}/" in letter.body


def test_asking_again_within_the_hour_sends_no_second_letter(mailoutbox):
    subscribing.ask("reader@example.org", ["events"], language="en")
    deliver_due()
    subscribing.ask("Reader@example.org", ["news"], language="en")
    deliver_due()

    assert len(mailoutbox) == 1
    assert Subscription.objects.count() == 2


def test_asking_for_a_subscribed_address_changes_nothing_and_sends_the_letter_too(mailoutbox):
    subscription = SubscriptionFactory(topic="events")

    subscribing.ask(subscription.email, ["events"], language="en")
    deliver_due()

    assert topics_of(subscription.email) == {"events"}
    assert len(mailoutbox) == 1


def test_a_stranger_cannot_take_up_again_what_the_reader_has_ended():
    subscription = SubscriptionFactory(topic="events", ended=True)

    subscribing.ask(subscription.email, ["events"], language="en")

    assert topics_of(subscription.email) == set()
    subscribing.choose(subscription.email, ["events"], language="en")
    assert topics_of(subscription.email) == {"events"}


def test_choosing_confirms_what_was_chosen_and_ends_the_rest():
    SubscriptionFactory(email="reader@example.org", topic="events")
    SubscriptionFactory(email="reader@example.org", topic="news", unconfirmed=True)

    subscribing.choose("reader@example.org", ["news"], language="en")

    assert topics_of("reader@example.org") == {"news"}
    ended = Subscription.objects.get(topic="events")
    assert ended.frequency == Frequency.OFF


def test_choosing_again_keeps_the_day_of_the_first_confirmation():
    subscription = SubscriptionFactory(confirmed_at=timezone.now().replace(year=2020))

    subscribing.choose(subscription.email, ["events"], language="en")

    assert Subscription.objects.get().confirmed_at.year == 2020


def test_the_subscriptions_of_a_member_are_known_to_be_theirs():
    member = UserFactory(email="member@example.org")

    subscribing.choose("Member@example.org", ["events"], language="en")

    assert member.subscriptions.get().topic == "events"


def test_the_audience_is_who_confirmed_and_neither_ended_nor_left():
    SubscriptionFactory(topic="events", email="b@example.org")
    SubscriptionFactory(topic="events", email="a@example.org", user=UserFactory(name="A"))
    SubscriptionFactory(topic="events", unconfirmed=True)
    SubscriptionFactory(topic="events", ended=True)
    SubscriptionFactory(topic="events", user=UserFactory(is_active=False))
    SubscriptionFactory(topic="news")

    audience = subscribing.audience("events")

    assert [(reader.email, reader.name) for reader in audience] == [
        ("a@example.org", "A"),
        ("b@example.org", ""),
    ]


def test_a_letter_to_the_audience_reaches_everybody_once(mailoutbox):
    SubscriptionFactory.create_batch(3, topic="events")

    for _ in range(2):
        outbox.queue(
            LetterFactory(about="event:1", topic="events", to=subscribing.audience("events"))
        )
        deliver_due()

    assert len(mailoutbox) == 3
    assert Message.objects.count() == 1


def test_the_audience_costs_one_query(django_assert_num_queries):
    SubscriptionFactory.create_batch(30, topic="events")

    with django_assert_num_queries(1):
        assert len(subscribing.audience("events")) == 30
