"""The code at the entrance gives organisers somebody's registration, and others nothing."""

import pytest

from events.registrations import codes
from events.registrations.models import Registration
from events.registrations.personal import anonymise
from portal.common import codes as qr
from tests.factories.events import RegistrationFactory
from tests.pictures import codes_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(event):
    return RegistrationFactory(event=event, name="Sample Ada")


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


def test_the_code_that_is_shown_is_read_as_the_address(registration):
    address = codes.address_of(registration)

    assert codes_in(qr.png(address)) == [address]
