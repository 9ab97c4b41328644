import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event
from events.registrations.models import State as RegistrationState
from portal.accounts.roles import Role
from portal.mail.models import State as DeliveryState
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.mail import DeliveryFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import ChangeRequestFactory
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


def test_the_next_events_tell_how_many_places_are_taken_free_and_waited_for(client):
    event = EventFactory(
        registrations=True, capacity=5, city="Sample City", title="A sample workshop"
    )
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


def test_thirty_of_everything_cost_no_more_queries_than_one(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    def make(number):
        for _ in range(number):
            full = EventFactory(registrations=True, capacity=1)
            RegistrationFactory(event=full)
            RegistrationFactory(event=full, state=RegistrationState.WAITING)
            EventFactory(draft=True, of_record=True)
            DeliveryFactory(state=DeliveryState.FAILED)
            ArticleFactory(draft=True, author=UserFactory())
            SubmissionFactory()
            ChangeRequestFactory()
            InvitationFactory(expired=True)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(START)
        return len(captured)

    make(1)
    with_one = queries()
    make(29)

    assert queries() == with_one
