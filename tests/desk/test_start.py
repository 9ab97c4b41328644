import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from events.registrations.models import State as RegistrationState
from portal.accounts.roles import Role
from portal.mail.models import State as DeliveryState
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.mail import DeliveryFactory
from tests.factories.news import ArticleFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
START = "/desk/"


@pytest.fixture
def page_for(client):
    """Return what somebody with these roles sees at the start of the desk."""

    def look(*roles):
        client.force_login(UserFactory(roles=roles))
        return client.get(START).content.decode()

    return look


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(START)["Location"].startswith(reverse("account_login"))


def test_for_members_there_is_no_desk(client):
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    assert client.get(START).status_code == 404


def test_an_organiser_sees_how_many_talks_wait_for_a_decision(page_for):
    SubmissionFactory.create_batch(2)

    assert "2 talks wait for a decision" in page_for(Role.ORGANISER)


def test_an_organiser_sees_mail_that_failed_or_is_tried_again(page_for):
    DeliveryFactory(state=DeliveryState.FAILED)
    DeliveryFactory(state=DeliveryState.RETRYING)
    DeliveryFactory(state=DeliveryState.QUEUED)

    page = page_for(Role.ORGANISER)

    assert "1 mail could not be delivered" in page
    assert "1 mail is being tried again" in page


def test_what_failed_weeks_ago_is_no_news_any_more(page_for):
    long_ago = timezone.now() - datetime.timedelta(days=15)
    DeliveryFactory(state=DeliveryState.FAILED, queued_at=long_ago)

    assert "could not be delivered" not in page_for(Role.ORGANISER)


def test_when_nothing_waits_that_is_said(page_for):
    assert "No talk waits for a decision" in page_for(Role.ORGANISER)


def test_the_next_events_tell_how_many_places_are_taken_free_and_waited_for(client):
    event = EventFactory(registrations=True, capacity=5, title="A sample workshop")
    RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory.create_batch(3, event=event, state=RegistrationState.WAITING)
    EventFactory(past=True, title="A past one")
    EventFactory(cancelled=True, title="A cancelled one")
    client.force_login(UserFactory(roles=[Role.ORGANISER]))

    response = client.get(START)

    (shown,) = response.context["events"]
    assert (shown.places_taken, shown.places_left, shown.waiting) == (2, 3, 3)
    assert "A sample workshop" in response.content.decode()


def test_a_drafted_event_is_marked(page_for):
    EventFactory(state=Event.State.DRAFT, title="Not announced")

    page = page_for(Role.ORGANISER)

    assert "Not announced" in page
    assert '<span class="badge badge-wait">Draft</span>' in page


def test_an_editor_sees_drafts_of_news_and_nothing_of_events(page_for):
    ArticleFactory(draft=True, title="Begun")
    ArticleFactory(title="Finished")
    SubmissionFactory()

    page = page_for(Role.EDITOR)

    assert "Begun" in page
    assert "Finished" not in page
    assert "wait for a decision" not in page
    assert "Next events" not in page


def test_an_organiser_sees_nothing_of_news(page_for):
    ArticleFactory(draft=True, title="Begun")

    assert "Begun" not in page_for(Role.ORGANISER)


def test_a_coordinator_sees_both(page_for):
    page = page_for(Role.COORDINATOR)

    assert "Next events" in page
    assert "Drafts of news" in page


def test_thirty_of_everything_cost_no_more_queries_than_one(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    def make(number):
        for _ in range(number):
            RegistrationFactory(event=EventFactory(registrations=True))
            ArticleFactory(draft=True, author=UserFactory())
            SubmissionFactory()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(START)
        return len(captured)

    make(1)
    with_one = queries()
    make(29)

    assert queries() == with_one
