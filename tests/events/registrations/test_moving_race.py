"""Moving people to and fro at once, over real connections."""

from threading import Barrier

import pytest
from django.db import OperationalError

from events import organising
from events.models import Event
from events.registrations import line, moving
from events.registrations.models import Registration, State
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crossing(db):
    """Two events of ten places, ten people at each who are to go to the other: (registration, event)."""
    one, two = EventFactory.create_batch(2, registrations=True, capacity=10)
    pairs = []
    for _n in range(10):
        pairs += [(RegistrationFactory(event=one), two), (RegistrationFactory(event=two), one)]
    return pairs


def move(pair):
    by = UserFactory()
    moving.move(*pair, by=by)


def test_twenty_who_cross_at_once_all_arrive_and_no_event_is_overbooked(crossing):
    errors = at_once(move, crossing)

    assert errors == []
    in_line = Registration.objects.in_line()
    assert in_line.count() == 20
    for event in Event.objects.all():
        taken = event.registrations.holding_places().count()
        waiting = event.registrations.filter(state=State.WAITING).count()
        assert taken == event.places_taken <= 10
        assert not waiting or taken == 10  # no idle place while somebody waits


def test_ten_moved_at_once_to_the_last_place_are_one_confirmed_and_nine_waiting(db):
    target = EventFactory(registrations=True, capacity=1)
    pairs = [(RegistrationFactory(), target) for _n in range(10)]

    errors = at_once(move, pairs)

    assert errors == []
    states = target.registrations.order_by("line_number").values_list("state", flat=True)
    assert list(states) == [State.CONFIRMED] + [State.WAITING] * 9


def test_without_a_fixed_order_of_locks_two_block_each_other(crossing, monkeypatch):
    both_have_one = Barrier(2)

    def in_given_order(registration, event):
        here = line.lock(registration.event)
        both_have_one.wait(timeout=20)
        registration.event = here
        return registration, organising.lock(event)

    monkeypatch.setattr(moving, "_locked", in_given_order)

    errors = at_once(move, crossing[:2])

    assert [type(error) for error in errors] == [OperationalError]
    assert "deadlock" in str(errors[0])
