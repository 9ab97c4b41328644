from datetime import timedelta

import pytest
from django.utils import timezone

from events.registrations import registering
from events.registrations.models import LINK_LIFE, Registration, State
from events.registrations.registering import RegistrationClosed
from portal.common.moves import ForbiddenMove
from tests.events.registrations.conftest import ADA, asked, full
from tests.factories.events import EventFactory, RegistrationFactory, moment

pytestmark = pytest.mark.django_db


def test_asking_holds_no_place_and_sends_one_letter(event, letters):
    registration = asked(event)

    assert registration.state == State.UNCONFIRMED
    assert registration.line_number is None
    assert letters() == [("confirm", "ada@example.org")]


def test_confirming_gives_the_place_and_tells(event, letters):
    registration = registering.confirm(asked(event))

    event.refresh_from_db()
    assert registration.state == State.CONFIRMED
    assert event.places_taken == 1
    assert letters("place") == ["ada@example.org"]


def test_confirming_twice_changes_nothing(event, letters):
    registration = registering.confirm(asked(event))

    assert registering.confirm(registration).line_number == registration.line_number
    assert letters("place") == ["ada@example.org"]


def test_the_line_is_in_the_order_of_confirming(event, line):
    first = asked(event, name="Asked first", email="first@example.org")
    second = asked(event, name="Asked second", email="second@example.org")

    registering.confirm(second)
    registering.confirm(first)

    assert line(event) == [("Asked second", "confirmed"), ("Asked first", "confirmed")]


def test_beyond_the_capacity_people_wait_and_know_their_position(event, letters):
    full(event)

    registering.confirm(asked(event))
    second = registering.confirm(asked(event, email="second@example.org"))

    assert (second.state, second.position) == (State.WAITING, 2)
    assert letters("waiting") == ["ada@example.org", "second@example.org"]


def test_without_a_capacity_everybody_has_a_place():
    event = EventFactory(registrations=True, capacity=None)
    RegistrationFactory.create_batch(5, event=event)

    assert registering.confirm(asked(event)).state == State.CONFIRMED


def test_with_no_places_at_all_everybody_waits():
    event = EventFactory(registrations=True, capacity=0)

    assert registering.confirm(asked(event)).state == State.WAITING


@pytest.mark.parametrize("email", ["ADA@example.org", " ada@EXAMPLE.org ", "ada@example.org."])
def test_another_spelling_of_an_address_is_no_other_registration(event, email):
    asked(event)

    asked(event, email=email)

    assert event.registrations.count() == 1


def test_asking_again_before_confirming_takes_the_new_details_and_no_second_letter(event, letters):
    asked(event, name="With a tpyo")

    registration = asked(event, name="Without a typo")

    assert registration.name == "Without a typo"
    assert letters("confirm") == ["ada@example.org"]


def test_who_cancels_and_asks_again_at_once_gets_a_new_letter(event, letters):
    registering.cancel(registering.confirm(asked(event)))

    asked(event)

    assert letters("confirm") == ["ada@example.org"] * 2


def test_a_stranger_cannot_change_a_registration_by_asking_again(event, letters):
    registering.confirm(asked(event))

    registration = asked(event, name="A stranger")

    assert (registration.name, registration.state) == ("Sample Ada", State.CONFIRMED)
    assert letters("already") == ["ada@example.org"]


def test_somebody_signed_in_has_the_place_at_once(event, member, letters):
    registration = registering.register(event, member, name="Sample Member", affiliation="")

    assert (registration.state, registration.user) == (State.CONFIRMED, member)
    assert letters() == [("place", "member@example.org")]


def test_signing_in_takes_over_what_one_asked_for_as_a_visitor(event, member):
    asked(event, email="Member@example.org")

    registration = registering.register(event, member, name="Sample Member", affiliation="")

    assert event.registrations.get() == registration
    assert registration.state == State.CONFIRMED


def test_registering_again_signed_in_changes_nothing(event, member, letters):
    first = registering.register(event, member, name="Sample Member", affiliation="")

    again = registering.register(event, member, name="Other Name", affiliation="")

    assert (again.pk, again.name) == (first.pk, "Sample Member")
    assert letters("place") == ["member@example.org"]


def test_refusing_an_unconfirmed_registration_sends_nothing_more(event, letters):
    registration = asked(event)

    registering.cancel(registration)

    assert letters() == [("confirm", "ada@example.org")]


def test_who_cancelled_can_register_again_at_the_end_of_the_line(event, letters):
    holder, _other = full(event)
    waiting = registering.confirm(asked(event))
    registering.cancel(holder)

    registering.ask(event, name="Back again", affiliation="", email=holder.email)
    again = registering.confirm(Registration.objects.get(pk=holder.pk))

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert (again.state, again.position) == (State.WAITING, 1)
    assert again.line_number > waiting.line_number
    assert letters("waiting") == ["ada@example.org", holder.email]


def test_who_registers_a_second_time_is_told_a_second_time(event, member, letters):
    for _time in range(2):
        registration = registering.register(event, member, name="Sample Member", affiliation="")
        registering.cancel(registration)

    assert letters("place") == ["member@example.org"] * 2
    assert letters("cancelled") == ["member@example.org"] * 2


@pytest.mark.parametrize(
    "facts",
    [
        {"draft": True},
        {"cancelled": True},
        {"past": True},
        {"takes_registrations": False},
        {"registration_opens_at": moment(days=1)},
        {"registration_closes_at": moment(days=-1)},
        {"starts_at": None, "ends_at": None},
    ],
)
def test_one_cannot_register_where_registration_is_not_open(facts, member):
    event = EventFactory(**{"takes_registrations": True} | facts)

    with pytest.raises(RegistrationClosed):
        registering.ask(event, **ADA)
    with pytest.raises(RegistrationClosed):
        registering.register(event, member, name="Sample Member", affiliation="")

    assert not event.registrations.exists()


def close_registration(event):
    event.registration_closes_at = timezone.now() - timedelta(minutes=1)
    event.save()


def test_a_link_asked_for_in_time_still_works_after_registration_closed(event):
    registration = asked(event)
    close_registration(event)

    assert registering.confirm(registration).state == State.CONFIRMED


def test_an_old_link_does_not_open_a_closed_registration(event):
    registration = asked(event)
    close_registration(event)
    Registration.objects.update(asked_at=timezone.now() - LINK_LIFE)

    with pytest.raises(RegistrationClosed):
        registering.confirm(registration)


def test_an_old_link_works_while_registration_is_open(event):
    registration = asked(event)
    Registration.objects.update(asked_at=timezone.now() - 2 * LINK_LIFE)

    assert registering.confirm(registration).state == State.CONFIRMED


def test_a_link_does_not_bring_back_what_was_cancelled(event):
    registration = registering.confirm(asked(event))
    registering.cancel(registration)

    with pytest.raises(RegistrationClosed):
        registering.confirm(registration)


def test_who_attended_cannot_cancel(event):
    registration = RegistrationFactory(event=event, state=State.ATTENDED)

    with pytest.raises(ForbiddenMove):
        registering.cancel(registration)


def test_after_the_event_nobody_cancels():
    registration = RegistrationFactory(event=EventFactory(past=True, registrations=True))

    with pytest.raises(ForbiddenMove):
        registering.cancel(registration)
