"""Many at once, over real connections: one thread and one connection each."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from events import organising
from events.models import Event
from events.registrations import line as places
from events.registrations import registering
from events.registrations.models import Registration, State
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def no_lock(event):
    """The test switch: what registering would do without taking the event's row."""
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def forty_for_ten(db):
    event = EventFactory(registrations=True, capacity=10)
    return RegistrationFactory.create_batch(40, event=event, state=State.UNCONFIRMED)


def result(event):
    states = list(event.registrations.order_by("line_number").values_list("state", flat=True))
    return Event.objects.get(pk=event.pk).places_taken, states


AS_IT_SHOULD_BE = (10, ["confirmed"] * 10 + ["waiting"] * 30)


def test_forty_at_once_for_ten_places_give_ten_confirmed_and_thirty_in_line(forty_for_ten):
    event = forty_for_ten[0].event

    errors = at_once(registering.confirm, forty_for_ten)

    assert errors == []
    assert result(event) == AS_IT_SHOULD_BE
    numbers = event.registrations.order_by("line_number").values_list("line_number", flat=True)
    assert list(numbers) == list(range(1, 41))


def test_without_the_lock_the_same_trial_fails(forty_for_ten, monkeypatch):
    monkeypatch.setattr(places, "lock", no_lock)
    event = forty_for_ten[0].event

    errors = at_once(registering.confirm, forty_for_ten)

    assert errors
    assert result(event) != AS_IT_SHOULD_BE
    # Even then the database lets nobody overbook: what went wrong is refused, not stored.
    assert all(isinstance(error, IntegrityError) for error in errors)
    assert event.registrations.filter(state=State.CONFIRMED).count() <= 10


def test_members_who_register_at_once_share_the_places_rightly():
    event = EventFactory(registrations=True, capacity=3)
    members = UserFactory.create_batch(12)

    errors = at_once(
        lambda user: registering.register(event, user, name=user.name, affiliation=""), members
    )

    assert errors == []
    assert result(event) == (3, ["confirmed"] * 3 + ["waiting"] * 9)


def test_one_address_asking_many_times_at_once_is_one_registration(db):
    event = EventFactory(registrations=True, capacity=3)

    errors = at_once(
        lambda name: registering.ask(event, name=name, affiliation="", email="ada@example.org"),
        [f"Sample {number}" for number in range(8)],
    )

    assert errors == []
    assert event.registrations.count() == 1


def test_confirming_the_same_link_many_times_at_once_gives_one_place(db):
    registration = RegistrationFactory(event__capacity=3, state=State.UNCONFIRMED)

    errors = at_once(registering.confirm, [registration] * 8)

    assert errors == []
    assert result(registration.event) == (1, ["confirmed"])


def test_places_cancelled_at_once_go_to_the_first_in_line(db):
    event = EventFactory(registrations=True, capacity=8)
    holders = RegistrationFactory.create_batch(8, event=event)
    RegistrationFactory.create_batch(12, event=event, state=State.WAITING)

    errors = at_once(registering.cancel, holders)

    assert errors == []
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert states == {"cancelled": 8, "offered": 8, "waiting": 4}
    offered = event.registrations.offered()
    waiting = event.registrations.filter(state=State.WAITING)
    assert max(one.line_number for one in offered) < min(one.line_number for one in waiting)


def test_cancelling_and_confirming_at_once_leave_no_place_unused(db):
    event = EventFactory(registrations=True, capacity=6)
    holders = RegistrationFactory.create_batch(6, event=event)
    newcomers = RegistrationFactory.create_batch(10, event=event, state=State.UNCONFIRMED)

    def act(registration):
        verb = registering.cancel if registration in holders else registering.confirm
        verb(registration)

    errors = at_once(act, [one for pair in zip(holders, newcomers, strict=False) for one in pair])

    assert errors == []
    assert Event.objects.get(pk=event.pk).places_taken == 6


def enlarge(event, capacity):
    with transaction.atomic():
        event = organising.lock(event)
        event.capacity = capacity
        organising.save(event)


def test_adding_places_while_people_confirm_overbooks_nothing_and_wastes_nothing(forty_for_ten):
    event = forty_for_ten[0].event

    def act(thing):
        if isinstance(thing, Registration):
            registering.confirm(thing)
        else:
            enlarge(event, thing)

    errors = at_once(act, [*forty_for_ten[:20], 15])

    assert errors == []
    assert result(event)[0] == 15


def test_events_of_one_title_made_at_once_get_an_address_each(db):
    events = [EventFactory.build(title="Sample meeting", slug="") for _number in range(3)]

    errors = at_once(organising.create, events)

    assert errors == []
    slugs = {"sample-meeting", "sample-meeting-2", "sample-meeting-3"}
    assert set(Event.objects.values_list("slug", flat=True)) == slugs
