import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.mail import offering
from portal.mail.models import Delivery, Subscription
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.events import SeriesFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

SUBSCRIBE = "/subscribe/"
EVENTS = {"topics": ["events"], "frequency": "at-once"}


@pytest.fixture
def client():
    """A browser whose every POST is checked for CSRF, as in earnest."""
    return Client(enforce_csrf_checks=True)


def page(kind, subscription):
    return reverse(f"mail:{kind}", args=[subscription.token])


def is_active(subscription):
    return Subscription.objects.active().filter(pk=subscription.pk).exists()


def rows():
    return list(Subscription.objects.order_by("pk").values()), Delivery.objects.count()


# Asking


def test_from_asking_to_the_confirmed_subscription(client, mailoutbox):
    answer = client.post(SUBSCRIBE, {"email": "Reader@example.org", **EVENTS})
    assert answer.url == reverse("mail:sent")
    assert client.get(answer.url).status_code == 200
    deliver_due()

    address = re.search(r"http://localhost:8000(/\S+)", mailoutbox[0].body)[1]
    assert "Confirm" in client.get(address).text
    client.post(address, {"events": "at-once"})

    subscription = Subscription.objects.get()
    assert (subscription.email, subscription.topic) == ("reader@example.org", "events")
    assert is_active(subscription)


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(client):
    known = SubscriptionFactory()

    answers = [
        client.post(SUBSCRIBE, {"email": email, **EVENTS})
        for email in (known.email, "stranger@example.org")
    ]

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert answers[0].cookies == answers[1].cookies


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"email": "not an address", **EVENTS}, "Enter a valid email address."),
        ({"email": "", **EVENTS}, "This field is required."),
        ({"email": "reader@example.org", "frequency": "weekly"}, "Choose at least one topic."),
        ({"email": "reader@example.org", "topics": ["events"]}, "Choose how often."),
        ({"email": "reader@example.org", "topics": ["week"]}, "week is not one of"),
        ({"email": "reader@example.org", "topics": ["project:7"]}, "project:7 is not one of"),
        ({"email": "reader@example.org", "topics": ["a\0b"]}, "is not one of"),
        ({"email": "reader@example.org", "topics": ["weather"]}, "weather is not one of"),
        ({"email": "a\0b@example.org", **EVENTS}, "Null characters are not allowed."),
        ({"email": f"{'a' * 250}@example.org", **EVENTS}, "at most 254 characters"),
    ],
)
def test_wrong_input_is_named_and_what_was_typed_is_kept(client, sent, complaint):
    answer = client.post(SUBSCRIBE, sent)

    assert answer.status_code == 200
    assert complaint in answer.text
    assert f'value="{sent["email"]}"' in answer.text or not sent["email"]
    assert Subscription.objects.count() == 0


def test_a_visitor_gets_no_cookie(client):
    client.get(SUBSCRIBE)
    client.post(SUBSCRIBE, {"email": "reader@example.org", **EVENTS})
    client.get(page("subscription", SubscriptionFactory()))

    assert client.cookies == {}


def test_one_address_may_ask_only_so_often(client):
    ask = {"email": "reader@example.org", **EVENTS}

    statuses = [client.post(SUBSCRIBE, ask).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]


def test_one_place_may_ask_only_so_often_and_keeps_what_it_typed(client):
    answers = [client.post(SUBSCRIBE, {"email": f"r{n}@example.org", **EVENTS}) for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert 'value="r20@example.org"' in answers[-1].text


def test_without_redis_nobody_is_turned_away(client, settings):
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    ask = {"email": "reader@example.org", **EVENTS}

    statuses = [client.post(SUBSCRIBE, ask).status_code for _ in range(8)]

    assert statuses == [302] * 8
    assert Delivery.objects.count() == 1


# Members


def test_a_member_chooses_without_a_letter_as_the_address_is_known(client):
    member = UserFactory()
    client.force_login(member)
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', client.get(SUBSCRIBE).text)[1]

    client.post(SUBSCRIBE, {"news": "at-once", "csrfmiddlewaretoken": token})

    assert is_active(member.subscriptions.get(topic="news"))
    assert Delivery.objects.count() == 0


def test_the_own_week_comes_weekly_or_not_at_all(client):
    member = UserFactory()
    client.force_login(member)
    shown = client.get(SUBSCRIBE).text
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]

    refused = client.post(SUBSCRIBE, {"week": "at-once", "csrfmiddlewaretoken": token})
    client.post(SUBSCRIBE, {"week": "weekly", "csrfmiddlewaretoken": token})

    assert "at-once is not one of" in refused.text
    assert member.subscriptions.get().frequency == "weekly"


def test_another_site_cannot_choose_for_a_member(client):
    client.force_login(UserFactory())

    answer = client.post(SUBSCRIBE, {"news": "at-once"})

    assert answer.status_code == 403
    assert Subscription.objects.count() == 0


# The page behind the link


def test_looking_at_the_pages_changes_nothing(client):
    waiting, running = SubscriptionFactory(unconfirmed=True), SubscriptionFactory(weekly=True)
    before = rows()

    for kind in ("subscription", "unsubscribe", "unsubscribe-weekly"):
        for subscription in (waiting, running):
            assert client.get(page(kind, subscription)).status_code == 200
            assert client.head(page(kind, subscription)).status_code == 200
    client.get(SUBSCRIBE)

    assert rows() == before


def test_all_topics_of_an_address_are_chosen_on_one_page(client):
    offering.offer("project:7", "Sample project")
    events = SubscriptionFactory(topic="events")
    project = SubscriptionFactory(topic="project:7", email=events.email, weekly=True)

    shown = client.get(page("subscription", events)).text
    chosen = {"events": "off", "news": "weekly", "project:7": "off"}
    answer = client.post(page("subscription", events), chosen, follow=True)

    assert "Sample project" in shown
    assert "Saved." in answer.text
    assert not is_active(events)
    assert not is_active(project)
    assert is_active(Subscription.objects.get(topic="news", frequency="weekly"))


def test_what_is_not_said_stays_as_it_is(client):
    subscription = SubscriptionFactory(weekly=True)

    client.post(page("subscription", subscription), {"news": "at-once"})

    stored = Subscription.objects.active().values_list("topic", "frequency")
    assert dict(stored) == {"events": "weekly", "news": "at-once"}


def test_one_button_ends_everything(client):
    subscription = SubscriptionFactory()
    weekly = SubscriptionFactory(email=subscription.email, topic="news", weekly=True)

    answer = client.post(page("subscription", subscription), {"end": "all"}, follow=True)

    assert not is_active(subscription)
    assert not is_active(weekly)
    assert "We send you no more mail" in answer.text


def test_a_frequency_nobody_offers_is_refused_at_its_topic(client):
    subscription = SubscriptionFactory()

    answer = client.post(page("subscription", subscription), {"events": "hourly"})

    assert "hourly is not one of" in answer.text
    assert is_active(subscription)


def test_a_topic_nobody_offers_is_passed_over(client):
    subscription = SubscriptionFactory()

    client.post(page("subscription", subscription), {"weather": "weekly", "week": "weekly"})

    assert Subscription.objects.get() == subscription


# Topics that a page leads to


def test_the_page_of_a_project_leads_here_with_its_topic_ticked(client, mailoutbox):
    offering.offer("project:7", "Sample project")

    shown = client.get(f"{SUBSCRIBE}?topic=project:7").text
    client.post(SUBSCRIBE, EVENTS | {"email": "reader@example.org", "topics": ["project:7"]})

    assert re.search(r'value="project:7"[^>]*checked', shown)
    assert not re.search(r'value="events"[^>]*checked', shown)
    assert Subscription.objects.get().topic == "project:7"


def test_a_member_finds_the_topic_of_the_page_they_come_from(client):
    offering.offer("project:7", "Sample project")
    member = UserFactory()
    client.force_login(member)
    shown = client.get(f"{SUBSCRIBE}?topic=project:7").text
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]

    client.post(SUBSCRIBE, {"project:7": "weekly", "csrfmiddlewaretoken": token})

    assert "Sample project" in shown
    assert member.subscriptions.get().frequency == "weekly"


def test_series_are_offered_to_everybody_and_projects_where_they_are(client):
    series, project = SeriesFactory(), ProjectFactory()

    shown = client.get(SUBSCRIBE).text

    assert series.title in shown
    assert project.title not in shown
    assert f"/subscribe/?topic=series%3A{series.pk}" in client.get(series.get_absolute_url()).text
    assert (
        f"/subscribe/?topic=project%3A{project.pk}" in client.get(project.get_absolute_url()).text
    )


@pytest.mark.parametrize(
    "topic", ["", "weather", "project:7", "week", "a\0b", "x" * 500, "project:"]
)
def test_a_topic_that_is_none_is_not_offered(client, topic):
    answer = client.get(SUBSCRIBE, {"topic": topic})

    assert answer.status_code == 200
    assert set(re.findall(r'name="topics" value="([^"]+)"', answer.text)) == {
        *("news", "events", "annual-meetings"),
    }


def test_the_pages_ask_as_little_with_many_topics_as_with_one(client, django_assert_num_queries):
    subscription = SubscriptionFactory()
    SeriesFactory()

    with CaptureQueriesContext(connection) as asked:
        client.get(page("subscription", subscription))
    for series in SeriesFactory.create_batch(4):
        SubscriptionFactory(email=subscription.email, topic=series.topic)

    with django_assert_num_queries(len(asked)):
        client.get(page("subscription", subscription))


@pytest.mark.parametrize("kind", ["subscriptions", "unsubscribe"])
@pytest.mark.parametrize("token", ["unknown", "%00", "x" * 500])
def test_an_unknown_link_leads_nowhere(client, kind, token):
    assert client.get(f"/{kind}/{token}/").status_code == 404


# Ending


def test_the_page_asks_and_its_button_ends_the_subscription(client):
    subscription = SubscriptionFactory()
    other = SubscriptionFactory(topic="news", email=subscription.email)
    address = page("unsubscribe", subscription)

    assert "<button" in client.get(address).text
    answer = client.post(address)

    assert "The subscription has ended" in answer.text
    assert not is_active(subscription)
    assert is_active(other)


def test_one_click_from_a_mail_program_ends_it_without_cookie_or_csrf(client):
    subscription = SubscriptionFactory()

    answer = client.post(page("unsubscribe", subscription), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not is_active(subscription)


def test_the_weekly_letter_is_ended_by_a_button_or_one_click(client):
    at_once = SubscriptionFactory()
    weekly = SubscriptionFactory(topic="news", email=at_once.email, weekly=True)
    address = page("unsubscribe-weekly", weekly)

    asked = client.get(address).text
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert "All news" in asked
    assert "All events" not in asked
    assert "The weekly letter has ended" in answer.text
    assert is_active(at_once)
    assert not is_active(weekly)


def test_ending_twice_is_no_error(client):
    subscription = SubscriptionFactory(ended=True)

    assert client.post(page("unsubscribe", subscription)).status_code == 200
    assert not is_active(subscription)


def test_the_pages_speak_german(client):
    assert client.get("/de/subscribe/").status_code == 200
    client.post("/de/subscribe/", {"email": "reader@example.org", **EVENTS})

    assert Subscription.objects.get().language == "de"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_change_nothing(client, method):
    subscription = SubscriptionFactory()
    before = rows()

    for kind in ("subscription", "unsubscribe", "unsubscribe-weekly"):
        getattr(client, method)(page(kind, subscription))

    assert rows() == before
