"""Arriving: checked in once, let in only where there is a place, and all of it in the history."""

import datetime

import pytest
from django.utils import timezone

from events.checkin import arriving
from events.checkin.arriving import AllTaken, CheckInClosed, HasNoPlace
from events.models import Event
from events.registrations import line
from events.registrations.models import Reason, Registration, State
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory


def stored(registration):
    return Registration.objects.get(pk=registration.pk)


def history(registration):
    steps = registration.steps.values_list("from_state", "to_state", "reason", "by")
    return list(steps.order_by("pk"))


def test_who_has_a_place_is_checked_in_by_name_of_who_did_it(event, door):
    registration = RegistrationFactory(event=event)

    arrival = arriving.check_in(registration, by=door)

    assert arrival.is_new
    assert stored(registration).state == State.ATTENDED
    assert history(registration) == [("confirmed", "attended", Reason.CHECKED_IN, door.pk)]


def test_a_second_scan_changes_nothing_and_says_who_was_first(event, door):
    registration = RegistrationFactory(event=event)
    arriving.check_in(registration, by=door)

    again = arriving.check_in(registration, by=UserFactory(name="Sample Other door"))

    assert not again.is_new
    assert again.step.by == door
    assert len(history(registration)) == 1


@pytest.mark.parametrize(
    "state", [State.WAITING, State.REQUESTED, State.CANCELLED, State.UNCONFIRMED]
)
def test_who_has_no_place_is_not_checked_in(event, door, state):
    registration = RegistrationFactory(event=event, state=state)

    with pytest.raises(HasNoPlace):
        arriving.check_in(registration, by=door)

    assert stored(registration).state == state


@pytest.mark.parametrize(
    "state", [State.WAITING, State.REQUESTED, State.CANCELLED, State.UNCONFIRMED]
)
def test_who_has_no_place_is_let_in_where_one_is_free(event, door, state):
    registration = RegistrationFactory(event=event, state=state)

    arriving.let_in(registration, by=door)

    assert stored(registration).state == State.ATTENDED
    assert [reason for *_, reason, _by in history(registration)] == ["let-in", "checked-in"]
    assert Event.objects.get(pk=event.pk).places_taken == 1


def test_who_was_offered_a_place_has_taken_it_by_coming(event, door):
    soon = timezone.now() + datetime.timedelta(hours=1)
    registration = RegistrationFactory(event=event, state=State.OFFERED, offered_until=soon)
    RegistrationFactory.create_batch(2, event=event)

    arriving.let_in(registration, by=door)

    assert stored(registration).state == State.ATTENDED


@pytest.mark.parametrize("state", [State.WAITING, State.CANCELLED])
def test_nobody_is_let_in_beyond_the_capacity(event, door, state):
    RegistrationFactory.create_batch(3, event=event)
    registration = RegistrationFactory(event=event, state=state)

    with pytest.raises(AllTaken):
        arriving.let_in(registration, by=door)

    assert stored(registration).state == state
    assert history(registration) == []


def test_of_a_hybrid_event_each_is_let_in_to_a_place_of_the_kind_wished_for(door):
    event = EventFactory(
        registrations=True,
        mode=Event.Mode.HYBRID,
        capacity=1,
        online_capacity=5,
        starts_at=timezone.now(),
    )
    RegistrationFactory(event=event, attendance="on-site")
    here = RegistrationFactory(event=event, state=State.WAITING, wish="on-site")
    there = RegistrationFactory(event=event, state=State.WAITING, wish="either")

    with pytest.raises(AllTaken):
        arriving.let_in(here, by=door)
    arriving.let_in(there, by=door)

    assert stored(there).attendance == "online"


def test_taking_it_back_leaves_the_place(event, door):
    registration = RegistrationFactory(event=event)
    arriving.check_in(registration, by=door)

    assert arriving.take_back(registration, by=door)
    assert not arriving.take_back(registration, by=door)

    assert stored(registration).state == State.CONFIRMED
    assert history(registration)[-1][2] == Reason.NOT_THERE


def test_several_are_noted_at_once_and_nobody_without_a_place(event, door):
    here = RegistrationFactory.create_batch(2, event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)
    elsewhere = RegistrationFactory()
    arriving.check_in(here[0], by=door)

    keys = [one.pk for one in (*here, waiting, elsewhere)]
    number = arriving.check_in_several(event, keys, by=door)

    assert number == 1
    assert stored(waiting).state == State.WAITING
    assert stored(elsewhere).state == State.CONFIRMED


@pytest.mark.parametrize(
    ("hours", "is_open"), [(-17, True), (-19, False), (2, True), (24 * 29, True), (24 * 31, False)]
)
def test_people_are_checked_in_from_shortly_before_until_a_month_after(door, hours, is_open):
    begins = timezone.now() - datetime.timedelta(hours=hours)
    registration = RegistrationFactory(event=EventFactory(registrations=True, starts_at=begins))

    if is_open:
        assert arriving.check_in(registration, by=door).is_new
    else:
        with pytest.raises(CheckInClosed):
            arriving.check_in(registration, by=door)


def test_for_an_event_called_off_nobody_is_checked_in(event, door):
    registration = RegistrationFactory(event=event)
    Event.objects.filter(pk=event.pk).update(state=Event.State.CANCELLED)

    with pytest.raises(CheckInClosed):
        arriving.check_in(registration, by=door)


def doors(registration, number=6):
    """Scan one code at so many doors at the same moment; return the steps and the errors."""
    UserFactory.create_batch(number)
    news = []

    def scan(user):
        news.append(arriving.check_in(registration, by=user).is_new)

    people = list(UserFactory.create_batch(number))
    errors = at_once(scan, people)
    return errors, news.count(True), registration.steps.count()


@pytest.mark.django_db(transaction=True)
def test_of_several_doors_at_once_one_counts_and_the_others_say_so(event):
    assert doors(RegistrationFactory(event=event)) == ([], 1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_several_doors_count(event, monkeypatch):
    monkeypatch.setattr(line, "lock", lambda event: Event.objects.get(pk=event.pk))

    errors, news, steps = doors(RegistrationFactory(event=event))

    assert errors == []
    assert news == steps > 1
