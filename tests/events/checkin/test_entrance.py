"""The page at the door."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from events.registrations import codes
from events.registrations.models import Registration, State
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client, door):
    client.force_login(door)


def address(event):
    return reverse("checkin-desk:entrance", args=[event.slug])


def page(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def scan(client):
    """Scan a text at the door of an event; return what the page says then."""

    def scan(event, text):
        url = reverse("checkin-desk:scan", args=[event.slug])
        return page(client.post(url, {"code": text}, follow=True))

    return scan


@pytest.fixture
def press(client):
    """Press a button beside somebody's name; return what the page says then."""

    def press(registration, what):
        url = reverse("checkin-desk:arrive", args=[registration.event.slug, registration.pk])
        return page(client.post(url, {"what": what}, follow=True))

    return press


def state(registration):
    return Registration.objects.get(pk=registration.pk).state


def test_a_scanned_code_checks_in(event, scan):
    registration = RegistrationFactory(event=event, name="Sample Ada")

    assert "Sample Ada is checked in." in scan(event, codes.address_of(registration))
    assert state(registration) == State.ATTENDED


def test_a_code_scanned_again_says_when_and_by_whom(event, scan):
    registration = RegistrationFactory(event=event, name="Sample Ada")
    scan(event, codes.address_of(registration))

    said = scan(event, codes.address_of(registration))

    assert "Sample Ada was checked in already:" in said
    assert "by Sample Door." in said


@pytest.mark.parametrize(
    "text", ["", "hello", "https://example.org/check-in/1-x/", "\x00", "x" * 900]
)
def test_what_is_no_code_is_said_to_be_none(event, scan, text):
    assert "This is no code of a registration." in scan(event, text)


def test_a_code_of_another_event_is_said_to_be_that(event, scan):
    registration = RegistrationFactory(event__title="Sample elsewhere")

    assert "is registered for another event: Sample elsewhere" in scan(
        event, codes.address_of(registration)
    )
    assert state(registration) == State.CONFIRMED


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (State.WAITING, "is on the waiting list, and has no place."),
        (State.CANCELLED, "is cancelled."),
        (State.REQUESTED, "nobody has decided yet."),
        (State.UNCONFIRMED, "never confirmed the address"),
    ],
)
def test_of_who_has_no_place_it_is_said_why(event, scan, standing, words):
    registration = RegistrationFactory(event=event, state=standing)

    assert words in scan(event, codes.address_of(registration))


def test_somebody_is_found_by_a_part_of_the_name_without_accents(event, client):
    RegistrationFactory(event=event, name="Sample Žaneta Müller")
    RegistrationFactory(event=event, name="Sample Other")

    html = page(client.get(address(event), {"q": "muller zan"}))

    assert "Sample Žaneta Müller" in html
    assert "Sample Other" not in html


def test_who_is_not_registered_is_not_found(event, client):
    assert "Nobody of that name" in page(client.get(address(event), {"q": "nobody"}))


def test_who_waits_is_let_in_only_where_a_place_is_free(event, press):
    RegistrationFactory.create_batch(2, event=event)
    first, second = RegistrationFactory.create_batch(2, event=event, state=State.WAITING)

    assert "is checked in." in press(first, "let-in")
    assert "No place is free" in press(second, "let-in")
    assert state(second) == State.WAITING


def test_a_check_in_is_taken_back(event, press):
    registration = RegistrationFactory(event=event)
    press(registration, "check-in")

    assert "is not checked in; the place stays theirs." in press(registration, "take-back")
    assert state(registration) == State.CONFIRMED


def test_a_button_that_does_not_exist_does_nothing(event, press):
    registration = RegistrationFactory(event=event)

    assert "Please choose what to do." in press(registration, "dance")


def test_the_page_counts_who_is_there_and_who_is_expected(event, press, client):
    here, _other = RegistrationFactory.create_batch(2, event=event)
    press(here, "check-in")

    html = page(client.get(address(event)))

    for label, number in [("Present", 1), ("Still expected", 1), ("With a place", 2)]:
        assert f"<dt>{label}</dt> <dd>{number}</dd>" in html


def test_no_shows_are_counted_once_the_event_is_over(client):
    event = EventFactory(past=True, registrations=True)
    RegistrationFactory.create_batch(3, event=event)
    RegistrationFactory(event=event, state=State.ATTENDED)

    assert "<dt>No-shows</dt> <dd>3</dd>" in page(client.get(address(event)))


def test_where_nobody_was_checked_in_nobody_is_called_absent(client):
    event = EventFactory(past=True, registrations=True)
    RegistrationFactory(event=event)

    assert "No-shows" not in page(client.get(address(event)))


@pytest.mark.parametrize("days", [10, -60])
def test_long_before_and_long_after_the_page_says_when_it_works(client, press, days):
    begins = timezone.now() + datetime.timedelta(days=days)
    registration = RegistrationFactory(event=EventFactory(registrations=True, starts_at=begins))

    html = page(client.get(address(registration.event)))

    assert "People can be checked in from" in html
    assert 'value="check-in"' not in html
    assert "People can be checked in from" in press(registration, "check-in")


def test_an_event_without_a_date_says_what_is_missing(client):
    event = EventFactory(of_record=True, registrations=True)

    assert "whose date is known" in page(client.get(address(event)))


def test_only_this_page_may_use_the_camera(event, client):
    assert client.get(address(event))["Permissions-Policy"] == "camera=(self)"


def test_the_page_costs_the_same_with_few_people_and_with_many(event, client, queries_of):
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, state=State.ATTENDED)
    few = queries_of(address(event))
    Event.objects.filter(pk=event.pk).update(capacity=100)
    RegistrationFactory.create_batch(10, event=event)
    RegistrationFactory.create_batch(10, event=event, state=State.ATTENDED)
    RegistrationFactory.create_batch(5, event=event, state=State.WAITING)

    assert queries_of(address(event)) == few
    assert queries_of(f"{address(event)}?q=sample") <= few + 1
