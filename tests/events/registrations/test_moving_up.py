import pytest

from events import organising
from events.registrations import registering
from events.registrations.models import Registration, State
from tests.events.registrations.conftest import asked, full
from tests.factories.events import RegistrationFactory

pytestmark = pytest.mark.django_db


def test_a_cancelled_place_is_offered_to_the_first_in_line(event, line, letters):
    holder, _other = full(event)
    for name in ("first", "second"):
        registering.confirm(asked(event, name=name, email=f"{name}@example.org"))

    registering.cancel(holder)

    assert dict(line(event))["first"] == "offered"
    assert dict(line(event))["second"] == "waiting"
    assert letters("place-offered") == ["first@example.org"]
    assert letters("cancelled") == [holder.email]


def test_cancelling_while_waiting_moves_the_others_up(event):
    full(event)
    first, second = (
        registering.confirm(asked(event, email=f"{name}@example.org")) for name in ("a", "b")
    )

    registering.cancel(first)

    second.refresh_from_db()
    assert (second.state, second.position) == (State.WAITING, 1)


def test_cancelling_twice_frees_one_place(event):
    holder, _other = full(event)
    waiting = [
        registering.confirm(asked(event, email=f"{name}@example.org")) for name in ("a", "b")
    ]

    registering.cancel(holder)
    registering.cancel(holder)

    states = [Registration.objects.get(pk=one.pk).state for one in waiting]
    assert states == [State.OFFERED, State.WAITING]


def test_more_places_are_offered_to_who_waits(event, line, letters):
    full(event)
    for name in ("first", "second", "third"):
        registering.confirm(asked(event, name=name, email=f"{name}@example.org"))

    event.capacity = 4
    organising.save(event)

    assert [state for _name, state in line(event)] == [
        *["confirmed"] * 2,
        *["offered"] * 2,
        "waiting",
    ]
    assert letters("place-offered") == ["first@example.org", "second@example.org"]


def test_no_limit_any_more_offers_everybody_a_place(event, line):
    full(event)
    registering.confirm(asked(event))

    event.capacity = None
    organising.save(event)

    assert [state for _name, state in line(event)] == ["confirmed", "confirmed", "offered"]


def test_calling_an_event_off_tells_who_holds_a_place_or_waits(event, letters):
    holders = full(event)
    waiting = registering.confirm(asked(event))
    asked(event, email="unconfirmed@example.org")
    RegistrationFactory(event=event, state=State.CANCELLED)

    organising.call_off(event)

    told = {*(holder.email for holder in holders), waiting.email}
    assert set(letters("event-called-off")) == told


def test_nobody_moves_up_at_an_event_that_was_called_off(event):
    holder, _other = full(event)
    waiting = registering.confirm(asked(event))
    organising.call_off(event)

    registering.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
