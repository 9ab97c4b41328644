import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from events.models import Event
from events.registrations.models import State
from portal.accounts.roles import Role
from portal.mail.models import Delivery
from tests.events.desk.test_events import edit_url, page, typed
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SpeakerFactory, TalkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    return client


@pytest.fixture
def event():
    event = EventFactory(registrations=True, venue="Hall 1")
    RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory(event=event, state=State.WAITING)
    SpeakerFactory(talk=TalkFactory(event=event, speakers=[]), email="guest@example.org")
    return event


def test_a_change_that_concerns_people_says_whom_before_it_is_made(client, event):
    asked = page(client.post(edit_url(event), typed(event, venue="Hall 2")))

    assert "3 people get a letter." in asked
    assert "2 calendars change along." in asked
    assert "1 speaker is told." in asked
    assert "<strong>Hall 2 · On site</strong>" in asked
    assert Event.objects.get().venue == "Hall 1"
    assert not Delivery.objects.exists()


def test_confirmed_it_is_made_and_told(client, event):
    client.post(edit_url(event), typed(event, venue="Hall 2", confirmed="yes"))

    assert Event.objects.get().venue == "Hall 2"
    assert Delivery.objects.filter(message__kind="event-changed").count() == 4


def test_the_page_that_asks_holds_everything_that_was_typed(client, event):
    sent = typed(event, venue="Hall 2", summary='With "quotes" & <marks>')

    asked = client.post(edit_url(event), sent)

    expected = MultiValueDict({n: v if isinstance(v, list) else [v] for n, v in sent.items()})
    pairs = {(name, str(one)) for name, values in expected.lists() for one in values}
    assert set(asked.context["typed"]) == pairs
    assert "With &quot;quotes&quot; &amp; &lt;marks&gt;" in asked.content.decode()


def test_one_can_go_back_to_the_form_with_what_was_typed(client, event):
    form = client.post(edit_url(event), typed(event, venue="Hall 2", back="yes")).context["form"]

    assert form["venue"].value() == "Hall 2"
    assert Event.objects.get().venue == "Hall 1"


def test_a_change_that_concerns_nobody_is_saved_at_once(client):
    event = EventFactory(venue="Hall 1")

    client.post(edit_url(event), typed(event, venue="Hall 2"))

    assert Event.objects.get().venue == "Hall 2"


def test_other_words_are_saved_at_once(client, event):
    client.post(edit_url(event), typed(event, summary="Other words"))

    assert Event.objects.get().summary == "Other words"


def test_calling_off_says_whom_it_reaches(client, event):
    asked = page(client.get(reverse("events-desk:cancel", args=[event.slug])))

    assert "3 people get a letter." in asked
    assert "1 speaker is told." in asked


def test_more_people_cost_no_more_queries(client, event, django_assert_max_num_queries):
    RegistrationFactory.create_batch(30, event=event)

    with django_assert_max_num_queries(21):
        client.post(edit_url(event), typed(event, venue="Hall 2"))
