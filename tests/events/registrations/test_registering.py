from datetime import timedelta

import pytest
from django.utils import timezone, translation

from events import organising
from events.registrations import registering
from events.registrations.models import LINK_LIFE, Registration, State
from events.registrations.registering import RegistrationClosed
from portal.common.moves import ForbiddenMove
from portal.mail.models import Delivery, Message
from tests.events.registrations.conftest import ADA
from tests.factories.events import EventFactory, RegistrationFactory, moment

pytestmark = pytest.mark.django_db


def asked(event, **changes):
    registering.ask(event, **ADA | changes)
    return Registration.objects.latest("pk")


def full(event):
    return RegistrationFactory.create_batch(event.capacity, event=event)


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


def test_the_letter_to_an_unproven_address_says_nothing_a_stranger_typed(event):
    asked(event, name="Buy at evil.example", affiliation="Cheap pills")

    delivery = latest_delivery()
    assert "evil" not in delivery.name + delivery.message.text + delivery.message.subject
    assert "pills" not in delivery.message.text


@pytest.mark.parametrize("capacity", [0, 1])
def test_nobody_at_the_desk_reads_a_letter_whose_link_is_a_key(event, capacity):
    event.capacity = capacity
    event.save()

    registering.confirm(asked(event))
    asked(event)  # once more: registered already

    token = Registration.objects.get().token
    with_key = Message.objects.filter(text__contains=token)
    assert with_key.count() == 3
    assert all(message.confidential for message in with_key)


def test_a_letter_without_a_key_stays_readable_at_the_desk(event):
    registration = registering.cancel(registering.confirm(asked(event)))

    message = latest_delivery().message
    assert message.kind == "registration-cancelled"
    assert registration.token not in message.text
    assert not message.confidential


def latest_delivery():
    return Delivery.objects.select_related("message").latest("pk")


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


def test_a_cancelled_place_goes_to_the_first_in_line(event, line, letters):
    holder, _other = full(event)
    for name in ("first", "second"):
        registering.confirm(asked(event, name=name, email=f"{name}@example.org"))

    registering.cancel(holder)

    assert dict(line(event))["first"] == "confirmed"
    assert dict(line(event))["second"] == "waiting"
    assert letters("place-free") == ["first@example.org"]
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
    assert states == [State.CONFIRMED, State.WAITING]


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
    assert waiting.state == State.CONFIRMED
    assert (again.state, again.position) == (State.WAITING, 1)
    assert again.line_number > waiting.line_number
    assert letters("waiting") == ["ada@example.org", holder.email]


def test_who_registers_a_second_time_is_told_a_second_time(event, member, letters):
    for _time in range(2):
        registration = registering.register(event, member, name="Sample Member", affiliation="")
        registering.cancel(registration)

    assert letters("place") == ["member@example.org"] * 2
    assert letters("cancelled") == ["member@example.org"] * 2


def test_more_places_are_given_to_who_waits(event, line, letters):
    full(event)
    for name in ("first", "second", "third"):
        registering.confirm(asked(event, name=name, email=f"{name}@example.org"))

    event.capacity = 4
    organising.save(event)

    assert [state for _name, state in line(event)] == ["confirmed"] * 4 + ["waiting"]
    assert letters("place-free") == ["first@example.org", "second@example.org"]


def test_no_limit_any_more_gives_everybody_a_place(event, line):
    full(event)
    registering.confirm(asked(event))

    event.capacity = None
    organising.save(event)

    assert [state for _name, state in line(event)] == ["confirmed"] * 3


def test_calling_an_event_off_tells_who_holds_a_place_or_waits(event, letters):
    holders = full(event)
    waiting = registering.confirm(asked(event))
    asked(event, email="unconfirmed@example.org")
    RegistrationFactory(event=event, state=State.CANCELLED)

    organising.call_off(event)

    told = {*(holder.email for holder in holders), waiting.email}
    assert set(letters("called-off")) == told


def test_nobody_moves_up_at_an_event_that_was_called_off(event):
    holder, _other = full(event)
    waiting = registering.confirm(asked(event))
    organising.call_off(event)

    registering.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


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


def test_the_join_link_goes_to_who_holds_a_place_and_to_nobody_else(event):
    event.join_link = "https://meet.example.org/secret-room"
    event.capacity = 1
    event.save()

    registering.confirm(asked(event))
    with_place = latest_delivery().message.text
    registering.confirm(asked(event, email="second@example.org"))
    waiting = latest_delivery().message.text

    assert "secret-room" in with_place
    assert "secret-room" not in waiting


def test_a_letter_is_written_in_the_language_of_who_registered(event):
    with translation.override("de"):
        registration = asked(event)

    assert registration.language == "de"
    assert latest_delivery().message.language == "de"
    assert f"/de/registrations/{registration.token}/" in latest_delivery().message.text


def test_a_title_with_formulas_and_marks_is_readable_in_a_letter(event):
    event.title = r"Über $\ell_1$-Normen und *Sätze*"
    event.save()

    asked(event)

    assert "**Über ℓ_1-Normen und Sätze**" in latest_delivery().message.text


def test_a_letter_that_cannot_be_queued_undoes_the_registration(event, monkeypatch):
    def fails(letter):
        raise OSError

    monkeypatch.setattr("portal.mail.outbox.queue", fails)

    with pytest.raises(OSError):
        registering.ask(event, **ADA)

    assert not event.registrations.exists()
