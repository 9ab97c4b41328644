"""The code at the entrance gives organisers somebody's registration, and others nothing."""

import pytest
from django.urls import reverse

from events.checkin import codes
from events.registrations.models import Registration, State
from events.registrations.personal import anonymise
from tests.factories.events import EventFactory, RegistrationFactory
from tests.pictures import codes_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(event):
    return RegistrationFactory(event=event, name="Sample Ada")


def page_of(registration):
    return reverse("checkin:code", args=[codes.code_of(registration)])


def test_a_code_leads_to_its_registration(registration):
    assert codes.registration_of(codes.code_of(registration)) == registration


@pytest.mark.parametrize("change", [lambda code: code[:-1] + ("0" if code[-1] != "0" else "1")])
def test_a_code_that_is_not_quite_right_leads_nowhere(registration, change):
    assert codes.registration_of(change(codes.code_of(registration))) is None


@pytest.mark.parametrize("code", ["", "-", "1", "x-y", "²-a", "9" * 30 + "-" + "a" * 32, "1-ä"])
def test_nonsense_leads_nowhere(registration, code):
    assert codes.registration_of(code) is None


def test_the_code_of_somebody_else_does_not_fit(registration):
    other = RegistrationFactory(event=registration.event)
    seal = codes.code_of(other).partition("-")[2]

    assert codes.registration_of(f"{registration.pk}-{seal}") is None


def test_a_code_says_nothing_of_the_link_that_cancels(registration):
    assert registration.token not in codes.address_of(registration)


def test_a_code_outlives_a_change_of_the_secret_key_as_long_as_the_old_one_is_named(
    registration, settings
):
    code = codes.code_of(registration)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert codes.registration_of(code) == registration


def test_the_code_of_somebody_anonymised_leads_nowhere(registration):
    code = codes.code_of(registration)

    anonymise(Registration.objects.all())

    assert codes.registration_of(code) is None


def test_what_a_camera_reads_is_the_code_in_the_address(registration):
    address = codes.address_of(registration)

    assert codes.code_in(address) == codes.code_of(registration)
    assert codes.code_in("https://elsewhere.example/") == ""


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


def test_the_code_that_is_shown_is_read_as_the_address(registration):
    from portal.common import codes as qr  # noqa: PLC0415 (the other module of this name)

    address = codes.address_of(registration)

    assert codes_in(qr.png(address)) == [address]


@pytest.mark.parametrize("state", [State.WAITING, State.CANCELLED, State.UNCONFIRMED])
def test_who_has_no_place_gets_no_code(event, client, state):
    registration = RegistrationFactory(event=event, state=state)

    assert "Your code" not in client.get(registration.get_absolute_url()).content.decode()


def test_who_takes_part_online_gets_no_code(client):
    registration = RegistrationFactory(event=EventFactory(registrations=True, mode="online"))

    assert "Your code" not in client.get(registration.get_absolute_url()).content.decode()
