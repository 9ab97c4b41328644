"""What the address in somebody's code shows to whom, and who is shown a code."""

import pytest
from django.urls import reverse

from events.registrations import codes
from events.registrations.models import State
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(event):
    return RegistrationFactory(event=event, name="Sample Ada")


def page_of(registration):
    return reverse("checkin:code", args=[codes.code_of(registration)])


def test_a_visitor_who_scans_a_code_learns_what_it_is_and_nothing_else(registration, client):
    response = client.get(page_of(registration))

    html = response.content.decode()
    assert response.status_code == 200
    assert "Please show it at the entrance" in html
    assert 'name="robots" content="noindex"' in html
    for secret in (registration.name, registration.email, registration.event.title):
        assert secret not in html


def test_an_organiser_who_scans_a_code_by_the_camera_of_a_phone_can_check_in(
    registration, client, door
):
    client.force_login(door)

    html = client.get(page_of(registration)).content.decode()

    assert "Sample Ada" in html
    assert 'value="check-in"' in html


def test_a_wrong_code_is_404(registration, client):
    assert client.get(page_of(registration)[:-2] + "/").status_code == 404


def test_the_page_of_a_registration_shows_the_code(registration, client):
    html = client.get(registration.get_absolute_url()).content.decode()

    assert "Your code for the entrance" in html
    assert '<svg role="img" ' in html


@pytest.mark.parametrize("state", [State.WAITING, State.CANCELLED, State.UNCONFIRMED])
def test_who_has_no_place_gets_no_code(event, client, state):
    registration = RegistrationFactory(event=event, state=state)

    assert "Your code" not in client.get(registration.get_absolute_url()).content.decode()


def test_who_takes_part_online_gets_no_code(client):
    registration = RegistrationFactory(event=EventFactory(registrations=True, mode="online"))

    assert "Your code" not in client.get(registration.get_absolute_url()).content.decode()
