"""Many at once, over real connections: one thread and one connection each."""

import pytest

from events import organising
from events.models import Event
from events.registrations import line
from events.series_registrations import following, registering, sessions
from tests.common.at_once import at_once
from tests.events.series_registrations.conftest import session
from tests.factories.events import RegistrationFactory
from tests.factories.series_registrations import SeriesRegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def twenty_for_five(series):
    """Twenty people who press the button of their mail, and two sessions with five places each."""
    for event in series.events.all():
        event.capacity = 5
        event.save()
    RegistrationFactory(event=series.events.first())  # somebody for one session alone
    return SeriesRegistrationFactory.create_batch(20, series=series, state="unconfirmed")


def lines(series):
    return [
        list(event.registrations.order_by("line_number").values_list("state", flat=True))
        for event in series.events.order_by("pk")
    ]


AS_IT_SHOULD_BE = [["confirmed"] * 5 + ["waiting"] * 16, ["confirmed"] * 5 + ["waiting"] * 15]


def test_twenty_at_once_share_five_places_in_each_session(twenty_for_five, series):
    errors = at_once(registering.confirm, twenty_for_five)

    assert errors == []
    assert lines(series) == AS_IT_SHOULD_BE
    assert {event.places_taken for event in series.events.all()} == {5}


def test_without_the_locks_the_same_trial_fails(twenty_for_five, series, monkeypatch):
    monkeypatch.setattr(line, "lock", lambda event: Event.objects.get(pk=event.pk))
    monkeypatch.setattr(sessions, "lock_coming", lambda series: None)

    errors = at_once(registering.confirm, twenty_for_five)

    assert errors
    assert lines(series) != AS_IT_SHOULD_BE
    # Even then nobody is overbooked.
    assert all(event.places_taken <= 5 for event in series.events.all())


def test_one_address_asking_and_confirming_many_times_at_once_is_one_registration(series):
    who = SeriesRegistrationFactory(series=series, state="unconfirmed")

    def act(number):
        if number % 2:
            registering.confirm(who)
        else:
            registering.ask(series, name="Sample", affiliation="", email=who.email)

    errors = at_once(act, range(8))

    assert errors == []
    assert series.series_registrations.count() == 1
    assert [len(one) for one in lines(series)] == [1, 1]


def test_following_twice_at_once_registers_everybody_once(series):
    SeriesRegistrationFactory.create_batch(5, series=series)
    third = session(series, title="Third", capacity=3)

    errors = at_once(following.register_everybody, [third] * 4)

    assert errors == []
    states = list(third.registrations.order_by("line_number").values_list("state", flat=True))
    assert states == ["confirmed"] * 3 + ["waiting"] * 2


def test_leaving_while_a_session_is_published_leaves_no_place_behind(series):
    people = SeriesRegistrationFactory.create_batch(6, series=series)
    third = session(series, title="Third", draft=True)

    def act(thing):
        verb = organising.publish if thing == third else registering.leave
        verb(thing)

    errors = at_once(act, [*people[:3], third, *people[3:]])

    assert errors == []
    assert not third.registrations.in_line().exists()
