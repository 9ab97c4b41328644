"""Parts of a meeting have places of their own, for who has a place at the meeting."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from events.registrations import correcting, line, offering, parts, registering
from events.registrations.models import Part, PartPlace, Registration, State
from tests.common.at_once import at_once
from tests.events.registrations.conftest import ADA
from tests.events.registrations.test_race import no_lock
from tests.factories.events import EventFactory, PartFactory, RegistrationFactory, moment

pytestmark = pytest.mark.django_db
TAKEN, WAITING = PartPlace.State.TAKEN, PartPlace.State.WAITING


@pytest.fixture
def dinner(event):
    return PartFactory(event=event, name="Dinner", capacity=1)


@pytest.fixture
def wisher(event):
    """Ask for a place with these parts and confirm it; return the registration."""

    def wisher(*wished, event=event, name="Ada"):
        address = f"{name.lower()}@example.org"
        registering.ask(event, name=name, affiliation="", email=address, parts_wished=wished)
        return registering.confirm(Registration.objects.get(event=event, email=address))

    return wisher


def standing(part):
    """Who is where in the line of a part."""
    return list(part.places.order_by("number").values_list("registration__name", "state"))


def correct(registration, *wished):
    return correcting.correct(
        registration, name=registration.name, affiliation="", answers={}, parts_wished=wished
    )


def test_who_gets_a_place_gets_the_parts_wished_for(dinner, wisher):
    wisher(dinner)

    dinner.refresh_from_db()
    assert standing(dinner) == [("Ada", TAKEN)]
    assert dinner.places_taken == 1


def test_who_comes_when_a_part_is_full_has_a_place_at_the_event_and_waits_for_the_part(
    dinner, wisher
):
    wisher(dinner)
    second = wisher(dinner, name="Bob")

    assert second.state == State.CONFIRMED
    assert standing(dinner) == [("Ada", TAKEN), ("Bob", WAITING)]


def test_before_the_address_is_confirmed_nothing_is_held(event, dinner):
    registering.ask(event, **ADA, parts_wished=[dinner])

    assert standing(dinner) == [("Sample Ada", WAITING)]
    assert not dinner.places.waiting_in_line().exists()


def test_who_waits_for_the_event_gets_the_part_with_the_place(event, dinner, wisher):
    event.capacity = 1
    event.save()
    holder, waiting = wisher(), wisher(dinner, name="Bob")
    assert standing(dinner) == [("Bob", WAITING)]

    registering.cancel(holder)
    assert standing(dinner) == [("Bob", WAITING)]  # only offered yet
    offering.accept(waiting)

    assert standing(dinner) == [("Bob", TAKEN)]


def test_cancelling_passes_the_part_on_and_tells_who_gets_it(dinner, wisher, letters):
    first = wisher(dinner)
    wisher(dinner, name="Bob")

    registering.cancel(first)

    assert standing(dinner) == [("Bob", TAKEN)]
    assert letters("part-free") == ["bob@example.org"]


def test_giving_up_a_part_passes_it_on_and_keeps_the_place_at_the_event(dinner, wisher, letters):
    first = wisher(dinner)
    wisher(dinner, name="Bob")

    correct(first)

    first.refresh_from_db()
    assert first.state == State.CONFIRMED
    assert standing(dinner) == [("Bob", TAKEN)]


def test_wishing_again_stands_at_the_end_of_the_line(event, dinner, wisher):
    event.capacity = 5
    event.save()
    wisher(dinner)
    second = wisher(dinner, name="Bob")
    wisher(dinner, name="Eve")

    correct(second)
    correct(second, dinner)

    assert standing(dinner) == [("Ada", TAKEN), ("Eve", WAITING), ("Bob", WAITING)]


def test_who_joined_first_gets_a_part_first_as_soon_as_they_have_a_place(event, dinner, wisher):
    event.capacity = 2
    event.save()
    holder, other = wisher(dinner), wisher(name="Bob")
    early = wisher(dinner, name="Eve")  # waits for the event
    correct(other, dinner)
    registering.cancel(holder)  # the dinner goes to Bob: Eve has no place at the event yet

    assert standing(dinner) == [("Eve", WAITING), ("Bob", TAKEN)]
    offering.accept(early)
    assert standing(dinner) == [("Eve", WAITING), ("Bob", TAKEN)]  # nobody is thrown out


def test_the_position_counts_only_who_has_a_place_at_the_event(event, dinner, wisher):
    wisher(dinner)
    RegistrationFactory(event=event, state=State.CANCELLED)
    second = wisher(dinner, name="Bob")

    assert [place.position for place in second.part_places.with_position()] == [1]


def test_a_part_without_capacity_has_room_for_everybody(event, wisher):
    walk = PartFactory(event=event, capacity=None)

    wisher(walk)

    assert standing(walk) == [("Ada", TAKEN)]


def test_the_database_refuses_one_too_many_at_a_part(event, dinner):
    for number, registration in enumerate(RegistrationFactory.create_batch(2, event=event)):
        facts = {"registration": registration, "part": dinner, "number": number, "state": TAKEN}
        if number == 0:
            PartPlace.objects.create(**facts)
            continue
        with pytest.raises(IntegrityError, match="part_never_overbooked"), transaction.atomic():
            PartPlace.objects.create(**facts)


def test_a_part_saved_from_a_stale_copy_keeps_its_count(dinner, wisher):
    stale = Part.objects.get(pk=dinner.pk)
    wisher(dinner)

    stale.save()

    dinner.refresh_from_db()
    assert dinner.places_taken == 1


def test_the_letter_of_the_place_says_where_one_stands_at_each_part(dinner, wisher, mail_texts):
    wisher(dinner)
    wisher(dinner, name="Bob")

    ada, bob = mail_texts("place")
    assert "Dinner: you have a place." in ada
    assert "Dinner: all places are taken, you are number 1 in line." in bob


def test_the_form_asks_for_the_parts_that_can_be_chosen(event, client, dinner):
    closed = PartFactory(event=event, name="Excursion", is_open=False)
    elsewhere = PartFactory(name="Elsewhere")
    address = reverse("registrations:register", args=[event.slug])

    page = client.get(address).text
    client.post(address, ADA | {"parts_wished": [dinner.pk]})
    refused = client.post(address, ADA | {"parts_wished": [closed.pk, elsewhere.pk]})

    assert "Dinner · 1 place left" in page
    assert "Excursion" not in page
    assert standing(dinner) == [("Sample Ada", WAITING)]
    assert "parts_wished" in refused.context["form"].errors


def test_ones_page_shows_the_parts_and_lets_one_change_them(event, client, dinner, wisher):
    dinner.starts_at = moment(days=7, hour=18)
    dinner.save()
    registration = wisher(dinner)
    page = client.get(registration.get_absolute_url()).text

    client.post(reverse("registrations:correct", args=[registration.token]), {"name": "Sample Ada"})

    assert "Dinner" in page
    assert standing(dinner) == []


def test_a_closed_part_stays_with_who_has_it(event, client, dinner, wisher):
    registration = wisher(dinner)
    Part.objects.update(is_open=False)
    address = reverse("registrations:correct", args=[registration.token])

    client.post(address, {"name": "Sample Ada", "parts_wished": [dinner.pk]})

    assert standing(dinner) == [("Sample Ada", TAKEN)]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture
    def wishers(self):
        event = EventFactory(registrations=True, capacity=None)
        part = PartFactory(event=event, capacity=3)
        people = RegistrationFactory.create_batch(12, event=event, state=State.UNCONFIRMED)
        for registration in people:
            parts.wish(registration, [part])
        return part, people

    def test_twelve_at_once_for_three_places_at_the_dinner(self, wishers):
        part, people = wishers

        errors = at_once(registering.confirm, people)

        assert errors == []
        states = [state for _name, state in standing(part)]
        assert states == [TAKEN] * 3 + [WAITING] * 9

    def test_without_the_lock_the_same_trial_fails(self, wishers, monkeypatch):
        monkeypatch.setattr(line, "lock", no_lock)
        part, people = wishers

        errors = at_once(registering.confirm, people)

        assert errors
        assert part.places.filter(state=TAKEN).count() <= 3
