"""How somebody takes part in a hybrid event can be changed while there are places of the other kind."""

import pytest
from django.urls import reverse

from events.models import Event
from events.registrations import correcting
from events.registrations.models import Attendance, State, Wish
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hybrid():
    """An event with one place on site and one online."""
    return EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=1, online_capacity=1)


def register(event, wish, **facts):
    state = facts.pop("state", State.CONFIRMED)
    return RegistrationFactory(event=event, wish=wish, state=state, **facts)


def otherwise(client, registration):
    address = reverse("registrations:attend-otherwise", args=[registration.token])
    return client.post(address, follow=True)


def stand(registration):
    registration.refresh_from_db()
    return registration.state, registration.attendance


def test_who_has_a_place_on_site_takes_part_online_instead(hybrid, client, letters):
    registration = register(hybrid, Wish.ON_SITE, attendance=Attendance.ON_SITE)
    waiting = register(hybrid, Wish.ON_SITE, state=State.WAITING)

    page = otherwise(client, registration).text

    assert stand(registration) == (State.CONFIRMED, Attendance.ONLINE)
    assert stand(waiting) == (State.OFFERED, Attendance.ON_SITE)
    assert "Online" in page


def test_where_no_place_of_the_other_kind_is_free_one_keeps_the_place(hybrid, client):
    registration = register(hybrid, Wish.ON_SITE, attendance=Attendance.ON_SITE)
    register(hybrid, Wish.ONLINE, attendance=Attendance.ONLINE)

    before = client.get(registration.get_absolute_url()).text
    answer = otherwise(client, registration)

    assert "Take part online instead" not in before
    assert answer.status_code == 409
    assert "You keep the one you have" in answer.text
    assert stand(registration) == (State.CONFIRMED, Attendance.ON_SITE)


def test_opening_the_address_changes_nothing(hybrid, client):
    registration = register(hybrid, Wish.ON_SITE, attendance=Attendance.ON_SITE)

    client.get(reverse("registrations:attend-otherwise", args=[registration.token]))

    assert stand(registration) == (State.CONFIRMED, Attendance.ON_SITE)


def test_an_event_of_one_kind_knows_no_other(client):
    registration = RegistrationFactory()

    assert otherwise(client, registration).status_code == 409


def test_who_waits_may_wish_otherwise_and_keeps_the_place_in_line(hybrid, client):
    register(hybrid, Wish.ON_SITE, attendance=Attendance.ON_SITE)
    waiting = register(hybrid, Wish.ON_SITE, state=State.WAITING)
    number = waiting.line_number
    form = {"name": waiting.name, "wish": Wish.EITHER.value}

    client.post(reverse("registrations:correct", args=[waiting.token]), form)

    assert stand(waiting) == (State.OFFERED, Attendance.ONLINE)
    assert waiting.line_number == number


def test_who_has_a_place_changes_it_by_no_wish(hybrid):
    registration = register(hybrid, Wish.ON_SITE, attendance=Attendance.ON_SITE)

    correcting.correct(registration, name="A", affiliation="", answers={}, wish=Wish.ONLINE)

    registration.refresh_from_db()
    assert registration.wish == Wish.ON_SITE


def test_who_was_checked_in_keeps_the_name_that_was_seen_at_the_entrance(client):
    registration = RegistrationFactory(name="Sample Ada", state=State.ATTENDED)
    address = reverse("registrations:correct", args=[registration.token])

    client.post(address, {"name": "Sample Other", "affiliation": "Sample Institute"})

    registration.refresh_from_db()
    assert (registration.name, registration.affiliation) == ("Sample Ada", "Sample Institute")
