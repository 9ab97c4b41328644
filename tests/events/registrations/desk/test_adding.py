import pytest

from events.registrations.models import Registration, State, Wish
from tests.events.registrations.conftest import ADA, full
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def add(client):
    def add(event, **changes):
        return client.post(desk("add", event), ADA | changes, follow=True)

    return add


def test_an_organiser_gives_somebody_a_place(event, organiser, add, letters):
    html = page(add(event))

    registration = Registration.objects.get()
    assert (registration.name, registration.state) == ("Sample Ada", State.CONFIRMED)
    assert registration.steps.get().by == organiser
    assert letters() == [("place", "ada@example.org")]
    assert "Sample Ada is registered: Confirmed." in html


def test_who_is_added_to_a_full_event_waits(event, add):
    full(event)

    html = page(add(event))

    assert Registration.objects.get(email="ada@example.org").state == State.WAITING
    assert "Sample Ada is registered: Waiting list." in html


def test_an_address_that_is_registered_already_is_shown_with_its_place(event, add, letters):
    RegistrationFactory(event=event, email="ada@example.org", name="Sample Ada L.")

    response = add(event, email=" ADA@example.org ")

    assert "Sample Ada L. is registered with this address already: Confirmed." in page(response)
    assert response.context["registration"].name == "Sample Ada L."
    assert letters() == []


def test_for_a_hybrid_event_the_organiser_says_how_they_take_part(hybrid, add):
    add(hybrid, wish=Wish.ONLINE)

    assert Registration.objects.get().attendance == "online"


def test_where_nobody_can_be_registered_the_form_says_so_and_keeps_what_was_typed(add):
    html = page(add(EventFactory(registrations=True, past=True)))

    assert "Nobody can be registered" in html
    assert 'value="Sample Ada"' in html


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 10_000}, "at most 200 characters"),
        ({"email": "ada"}, "Enter a valid email address."),
        ({"email": "a\nb@example.org"}, "Enter a valid email address."),
        ({"email": "a@" + "x" * 300 + ".org"}, "at most 254 characters"),
        ({"affiliation": "a\0b"}, "This holds signs that cannot be read"),
    ],
)
def test_what_makes_no_sense_is_told_at_the_field(event, add, typed, told):
    html = page(add(event, **typed))

    assert told in html
    assert not Registration.objects.exists()
