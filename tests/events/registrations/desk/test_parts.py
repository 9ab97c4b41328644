import pytest

from events.registrations.models import PartPlace
from portal.accounts.roles import Role
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.accounts import UserFactory
from tests.factories.events import PartFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))


@pytest.fixture
def dinner(event):
    """A dinner for two at which both places are taken, and one person waits."""
    part = PartFactory(event=event, name="Dinner", capacity=2)
    event.capacity = None
    event.save()
    for number, registration in enumerate(RegistrationFactory.create_batch(3, event=event)):
        state = "taken" if number < 2 else "waiting"
        PartPlace.objects.create(registration=registration, part=part, number=number, state=state)
    part.refresh_from_db()
    return part


def test_a_part_is_written_in_the_time_of_the_event(event, client):
    typed = {"name": "Dinner", "starts_at": "2027-06-01T19:00", "capacity": "40", "is_open": "on"}
    client.post(desk("new-part", event), typed)

    part = event.parts.get()
    assert part.starts_at.isoformat() == "2027-06-01T17:00:00+00:00"
    assert "1 June 2027, 19:00" in page(client.get(desk("parts", event)))


def test_the_list_says_how_full_a_part_is(event, client, dinner):
    shown = client.get(desk("parts", event)).context["parts"].get()

    assert (shown.places_taken, shown.capacity, shown.waiting) == (2, 2, 1)


def test_more_places_go_to_who_waits(event, client, dinner, letters):
    client.post(desk("part", event, dinner.pk), {"name": "Dinner", "capacity": "3"})

    assert dinner.places.filter(state="taken").count() == 3
    assert len(letters("part-free")) == 1


def test_fewer_places_than_are_taken_are_refused(event, client, dinner):
    answer = client.post(desk("part", event, dinner.pk), {"name": "Supper", "capacity": "1"})

    assert "2 places are taken already." in page(answer)
    assert 'value="Supper"' in page(answer)
    dinner.refresh_from_db()
    assert (dinner.name, dinner.capacity) == ("Dinner", 2)


def test_a_part_that_people_have_chosen_is_not_deleted(event, client, dinner):
    asked = client.get(desk("delete-part", event, dinner.pk))
    answer = client.post(desk("delete-part", event, dinner.pk), follow=True)

    assert "3 people have chosen this part." in page(asked)
    assert "People have chosen this part." in page(answer)
    assert event.parts.exists()


def test_a_part_that_nobody_has_chosen_is_deleted(event, client):
    part = PartFactory(event=event)

    client.post(desk("delete-part", event, part.pk))

    assert not event.parts.exists()


def test_a_part_of_another_event_is_not_found_here(event, client):
    elsewhere = PartFactory()

    for name in ("part", "delete-part"):
        assert client.get(desk(name, event, elsewhere.pk)).status_code == 404


def test_the_page_of_a_registration_shows_its_parts(event, client, dinner):
    waiting = dinner.places.get(state="waiting").registration

    assert "Waiting list, no. 1" in page(client.get(desk("registration", event, waiting.pk)))


def test_more_parts_cost_no_more_queries(event, client, django_assert_max_num_queries):
    counts = []
    for number in (1, 20):
        PartFactory.create_batch(number, event=event)
        with django_assert_max_num_queries(20) as queries:
            client.get(desk("parts", event))
        counts.append(len(queries))

    assert counts[0] == counts[1]
