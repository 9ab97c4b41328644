import datetime

import pytest
from django.utils import timezone

from portal.mail import outbox, subscribing
from portal.mail.models import Frequency, Message, Subscription
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.mail import LetterFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


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
    subscribing.choose(subscription.email, {"events": Frequency.AT_ONCE}, language="en")
    assert topics_of(subscription.email) == {"events"}


def test_choosing_confirms_what_was_chosen_and_ends_the_rest():
    SubscriptionFactory(email="reader@example.org", topic="events")
    SubscriptionFactory(email="reader@example.org", topic="news", unconfirmed=True)

    subscribing.choose("reader@example.org", {"news": Frequency.AT_ONCE}, language="en")

    assert topics_of("reader@example.org") == {"news"}
    ended = Subscription.objects.get(topic="events")
    assert ended.frequency == Frequency.OFF


def test_each_topic_comes_as_often_as_was_chosen():
    frequencies = {"events": "at-once", "news": "weekly", "annual-meetings": "off"}

    subscribing.choose("reader@example.org", frequencies, language="en")

    stored = Subscription.objects.active().values_list("topic", "frequency")
    assert dict(stored) == {"events": "at-once", "news": "weekly"}


def test_weekly_news_begin_with_what_comes_after_they_were_chosen():
    at_once = SubscriptionFactory(told_until=LONG_AGO)
    stopped = SubscriptionFactory(email=at_once.email, topic="news", ended=True)
    going_on = SubscriptionFactory(email=at_once.email, topic="annual-meetings", weekly=True)
    before = timezone.now()

    subscribing.choose(
        at_once.email,
        dict.fromkeys([at_once.topic, stopped.topic, going_on.topic], "weekly"),
        language="en",
    )

    told_until = dict(Subscription.objects.values_list("topic", "told_until"))
    assert told_until["events"] >= before
    assert told_until["news"] >= before
    assert told_until["annual-meetings"] == going_on.told_until


def test_what_was_asked_for_counts_from_when_it_is_confirmed():
    subscribing.ask("reader@example.org", ["news"], frequency="weekly", language="en")
    Subscription.objects.update(told_until=LONG_AGO)
    before = timezone.now()

    subscribing.choose("reader@example.org", {"news": "weekly"}, language="en")

    assert Subscription.objects.get().told_until >= before


def test_asking_changes_nothing_of_what_is_confirmed():
    SubscriptionFactory(email="reader@example.org", topic="news")
    SubscriptionFactory(email="reader@example.org", topic="events", unconfirmed=True)

    subscribing.ask("reader@example.org", ["news", "events"], frequency="weekly", language="en")

    stored = dict(Subscription.objects.values_list("topic", "frequency"))
    assert stored == {"news": "at-once", "events": "weekly"}


def test_ending_everything_ends_what_members_get_unasked_too():
    UserFactory(email="member@example.org")
    SubscriptionFactory(topic="news", email="member@example.org")
    SubscriptionFactory(topic="news", email="guest@example.org")

    for email in ("member@example.org", "guest@example.org"):
        subscribing.end_all(email, language="en")

    assert not Subscription.objects.wanted().exists()
    assert list(subscribing.who_ended("members")) == ["member@example.org"]


def test_ending_the_weekly_letter_ends_what_comes_weekly_and_nothing_else():
    kept = [
        SubscriptionFactory(topic="events", email="reader@example.org"),
        SubscriptionFactory(topic="week", email="reader@example.org", weekly=True),
        SubscriptionFactory(topic="news", weekly=True),
    ]
    SubscriptionFactory(topic="news", email="reader@example.org", weekly=True)
    SubscriptionFactory(topic="annual-meetings", email="reader@example.org", weekly=True)

    subscribing.end_digest("Reader@example.org")

    assert set(Subscription.objects.active()) == set(kept)


def test_ending_the_weekly_letter_leaves_what_comes_at_once_by_now_to_itself():
    at_once = SubscriptionFactory(told_until=LONG_AGO, weekly_until=timezone.now())

    subscribing.end_digest(at_once.email)

    assert Subscription.objects.at_once().get().weekly_until is None


def test_changed_to_at_once_and_back_loses_nothing_of_the_week():
    weekly = SubscriptionFactory(weekly=True, told_until=LONG_AGO)

    for frequency in ("at-once", "at-once", "weekly"):
        subscribing.choose(weekly.email, {weekly.topic: frequency}, language="en")

    stored = Subscription.objects.get()
    assert (stored.told_until, stored.weekly_until) == (LONG_AGO, None)


def test_who_ended_in_between_is_owed_nothing():
    weekly = SubscriptionFactory(weekly=True, told_until=LONG_AGO)
    subscribing.choose(weekly.email, {weekly.topic: "at-once"}, language="en")
    subscribing.end(Subscription.objects.get())

    subscribing.choose(weekly.email, {weekly.topic: "at-once"}, language="en")

    assert not Subscription.objects.untold(timezone.now()).exists()


def test_choosing_again_keeps_the_day_of_the_first_confirmation():
    subscription = SubscriptionFactory(confirmed_at=timezone.now().replace(year=2020))

    subscribing.choose(subscription.email, {"events": Frequency.AT_ONCE}, language="en")

    assert Subscription.objects.get().confirmed_at.year == 2020


def test_the_subscriptions_of_a_member_are_known_to_be_theirs():
    member = UserFactory(email="member@example.org")

    subscribing.choose("Member@example.org", {"events": Frequency.AT_ONCE}, language="en")

    assert member.subscriptions.get().topic == "events"


def test_the_audience_is_who_confirmed_and_neither_ended_nor_left():
    SubscriptionFactory(topic="events", email="b@example.org")
    SubscriptionFactory(topic="events", email="a@example.org", user=UserFactory(name="A"))
    SubscriptionFactory(topic="events", unconfirmed=True)
    SubscriptionFactory(topic="events", ended=True)
    SubscriptionFactory(topic="events", weekly=True)
    SubscriptionFactory(topic="events", user=UserFactory(is_active=False))
    SubscriptionFactory(topic="news")

    audience = subscribing.audience("events")

    assert [(reader.email, reader.name) for reader in audience] == [
        ("a@example.org", "A"),
        ("b@example.org", ""),
    ]


def test_who_hears_of_a_thing_by_several_topics_hears_of_it_by_the_first():
    both = SubscriptionFactory(topic="project:1")
    SubscriptionFactory(topic="news", email=both.email)
    one = SubscriptionFactory(topic="news")

    audiences = subscribing.audiences(["project:1", "news"])

    readers = {topic: [reader.email for reader in to] for topic, to in audiences.items()}
    assert readers == {"project:1": [both.email], "news": [one.email]}


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
        assert len(subscribing.audiences(["news", "project:1", "events"])["events"]) == 30
