import pytest
from django.urls import reverse

from events.registrations.models import State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client):
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


def list_url(event):
    return reverse("registrations-desk:registrations", args=[event.slug])


def page(response):
    return " ".join(response.content.decode().split())


def test_an_organiser_sees_who_registered_and_how_many(event, client):
    RegistrationFactory(event=event, name="Sample Holder")
    RegistrationFactory(event=event, name="Sample Waiter", state=State.WAITING)

    html = page(client.get(list_url(event)))

    assert "Sample Holder" in html
    assert "no. 1" in html
    for label, number in [("Confirmed", 1), ("Waiting list", 1), ("Cancelled", 0)]:
        assert label in html
        assert f">{number}</dd>" in html


def test_the_list_finds_by_name_address_and_state(event, client):
    RegistrationFactory(event=event, name="Sample Holder", email="here@example.org")
    RegistrationFactory(event=event, name="Sample Waiter", state=State.WAITING)

    assert "Sample Waiter" not in page(client.get(f"{list_url(event)}?state=confirmed"))
    assert "Sample Waiter" not in page(client.get(f"{list_url(event)}?q=HERE@"))
    assert "Nobody here yet" in page(client.get(f"{list_url(event)}?q=nobody"))


@pytest.mark.parametrize("query", ["q=%00", "state=lost", "page=-1", "q=" + "x" * 300])
def test_a_query_that_makes_no_sense_is_a_list_all_the_same(event, client, query):
    assert client.get(f"{list_url(event)}?{query}").status_code == 200


def test_cancelling_for_somebody_asks_first_and_offers_the_place_to_the_next(
    event, client, letters
):
    holder, _other = RegistrationFactory.create_batch(2, event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)
    url = reverse("registrations-desk:cancel", args=[event.slug, holder.pk])

    asked = client.get(url)
    client.post(url)

    waiting.refresh_from_db()
    assert f"Cancel the registration of {holder.name}?" in page(asked)
    assert waiting.state == State.OFFERED
    assert letters() == [("cancelled", holder.email), ("place-offered", waiting.email)]


def test_who_attended_cannot_be_cancelled(event, client):
    attended = RegistrationFactory(event=event, state=State.ATTENDED)
    url = reverse("registrations-desk:cancel", args=[event.slug, attended.pk])

    response = client.post(url, follow=True)

    assert "cannot be cancelled any more" in page(response)


def test_the_registration_of_another_event_is_not_found(event, client):
    other = RegistrationFactory()

    url = reverse("registrations-desk:cancel", args=[event.slug, other.pk])
    assert client.post(url).status_code == 404


def test_the_list_costs_the_same_with_one_registration_and_with_many(event, queries_of):
    event.capacity = 50
    event.save()
    RegistrationFactory(event=event, state=State.WAITING)
    with_one = queries_of(list_url(event))
    RegistrationFactory.create_batch(20, event=event)
    RegistrationFactory.create_batch(9, event=event, state=State.WAITING)

    assert queries_of(list_url(event)) == with_one
