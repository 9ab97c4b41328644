import pytest
from django.db import IntegrityError
from django.utils import translation

from portal.mail import offering, subscribing, topics
from portal.mail.models import Subscription, Topic
from tests.factories.events import SeriesFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("factory", "is_listed"), [(ProjectFactory, False), (SeriesFactory, True)])
def test_a_topic_has_the_name_of_its_thing_whatever_becomes_of_it(factory, is_listed):
    thing = factory(title="Before")

    thing.title = "On $x^2$"
    thing.save()

    topic = Topic.objects.get()
    assert (topic.key, topic.name, topic.is_listed) == (thing.topic, "On x^2", is_listed)


@pytest.mark.parametrize("factory", [ProjectFactory, SeriesFactory])
def test_with_the_thing_its_topic_and_the_subscriptions_end(factory):
    thing = factory(title="Sample thing")
    subscription = SubscriptionFactory(topic=thing.topic)
    other = SubscriptionFactory()
    topic = thing.topic

    thing.delete()

    assert list(Subscription.objects.active()) == [other]
    assert topic not in dict(topics.choices([topic]))
    subscription.refresh_from_db()
    assert topics.label(subscription.topic) == "Sample thing"


def test_a_very_long_title_is_cut():
    offering.offer("project:1", "x" * 1000)

    assert len(Topic.objects.get().name) == Topic.NAME_LENGTH


@pytest.mark.parametrize("key", ["", "a b", "a.b", "a>", "project:", "project:x", "A", "a\nb", "ä"])
def test_a_key_that_would_not_do_in_a_header_is_refused(key):
    with pytest.raises(IntegrityError):
        offering.offer(key, "Sample")


def test_the_names_of_many_topics_cost_one_query(django_assert_num_queries):
    series = SeriesFactory.create_batch(3)

    with django_assert_num_queries(1):
        names = topics.labels(["news", "unknown", *(one.topic for one in series)])

    assert list(names.values())[1:] == ["unknown", *(one.title for one in series)]
    with django_assert_num_queries(0), translation.override("en"):
        assert topics.label("events") == "All events"


def test_nobody_is_told_of_a_topic_that_has_ended():
    series = SeriesFactory()
    subscribing.choose("reader@example.org", {series.topic: "at-once"}, language="en")
    topic = series.topic

    series.delete()

    assert subscribing.audience(topic) == []
