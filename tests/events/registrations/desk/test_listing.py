import pytest
from django.urls import reverse

from events.registrations.models import State
from tests.factories.events import RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


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


def test_the_list_costs_the_same_with_one_registration_and_with_many(event, queries_of):
    event.capacity = 50
    event.save()
    RegistrationFactory(event=event, state=State.WAITING)
    with_one = queries_of(list_url(event))
    RegistrationFactory.create_batch(20, event=event)
    RegistrationFactory.create_batch(9, event=event, state=State.WAITING)

    assert queries_of(list_url(event)) == with_one
