"""Noting of several at once that they were there, as for an online seminar."""

import pytest
from django.urls import reverse

from events.models import Event
from events.registrations.models import State
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client, door):
    client.force_login(door)


def address(event):
    return reverse("checkin-desk:attendance", args=[event.slug])


def present(event):
    return set(event.registrations.filter(state=State.ATTENDED).values_list("pk", flat=True))


def test_those_who_were_ticked_were_there(event, client):
    here = RegistrationFactory.create_batch(2, event=event)
    RegistrationFactory(event=event)

    response = client.post(address(event), {"present": [one.pk for one in here]}, follow=True)

    assert "2 people are checked in." in response.content.decode()
    assert present(event) == {one.pk for one in here}


@pytest.mark.parametrize("chosen", [[], ["x"], ["999999999"]])
def test_a_choice_that_makes_no_sense_is_told_and_changes_nothing(event, client, chosen):
    RegistrationFactory(event=event)

    response = client.post(address(event), {"present": chosen})

    assert response.status_code == 200
    assert "notice-bad" in response.content.decode()
    assert present(event) == set()


def test_what_was_ticked_stays_ticked_where_something_was_wrong(event, client):
    registration = RegistrationFactory(event=event)

    response = client.post(address(event), {"present": [registration.pk, "999999999"]})

    assert f'value="{registration.pk}" checked' in " ".join(response.content.decode().split())


def test_nobody_of_another_event_can_be_noted(event, client):
    elsewhere = RegistrationFactory()

    client.post(address(event), {"present": [elsewhere.pk]})

    assert present(elsewhere.event) == set()


def test_weeks_after_an_event_it_still_works(client):
    event = EventFactory(past=True, registrations=True)
    registration = RegistrationFactory(event=event)

    client.post(address(event), {"present": [registration.pk]})

    assert present(event) == {registration.pk}


def test_the_list_costs_the_same_with_few_people_and_with_many(event, queries_of):
    Event.objects.filter(pk=event.pk).update(capacity=100)
    RegistrationFactory(event=event, state=State.ATTENDED)
    few = queries_of(address(event))
    RegistrationFactory.create_batch(20, event=event)

    assert queries_of(address(event)) == few
