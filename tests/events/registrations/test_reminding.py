import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from events import organising
from events.models import Event
from events.registrations import reminding
from events.registrations.models import Reminder, State
from events.registrations.tasks import remind
from portal.mail.models import Delivery
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory

pytestmark = pytest.mark.django_db


def event_in(**time):
    starts_at = timezone.now() + datetime.timedelta(**time)
    return EventFactory(
        registrations=True, starts_at=starts_at, join_link="https://meet.example.org/secret"
    )


def reminded():
    """The addresses that were reminded, in the order of queueing."""
    found = Delivery.objects.filter(message__kind="registration-reminder").order_by("pk")
    return list(found.values_list("email", flat=True))


def move(event, **time):
    event.refresh_from_db()
    event.starts_at = timezone.now() + datetime.timedelta(**time)
    event.ends_at = event.starts_at + datetime.timedelta(hours=1)
    organising.save(event)


def test_a_day_before_who_has_a_place_is_reminded_with_the_join_link():
    event = event_in(hours=23, minutes=59)
    RegistrationFactory(event=event, email="ada@example.org")
    for state in (State.WAITING, State.CANCELLED, State.UNCONFIRMED):
        RegistrationFactory(event=event, state=state)

    reminding.remind_all()

    assert reminded() == ["ada@example.org"]
    message = Delivery.objects.get().message
    assert "https://meet.example.org/secret" in message.text
    assert message.expires_at == event.starts_at
    assert message.confidential


def test_earlier_nobody_is_reminded():
    RegistrationFactory(event=event_in(hours=24, minutes=1))

    reminding.remind_all()

    assert reminded() == []


def test_a_second_run_reminds_nobody_twice():
    RegistrationFactory(event=event_in(hours=20))

    remind()
    remind()

    assert len(reminded()) == 1


def test_an_hour_before_there_is_another_reminder():
    event = event_in(hours=20)
    RegistrationFactory(event=event)
    reminding.remind_all()
    early = datetime.timedelta(minutes=59)
    Event.objects.update(starts_at=timezone.now() + early)
    Reminder.objects.update(starts_at=Event.objects.get().starts_at)

    reminding.remind_all()

    assert len(reminded()) == 2


def test_where_two_are_due_at_once_only_the_last_is_sent():
    RegistrationFactory(event=event_in(minutes=30))

    reminding.remind_all()
    reminding.remind_all()

    assert len(reminded()) == 1
    assert sorted(Reminder.objects.values_list("minutes", flat=True)) == [60, 1440]


def test_a_new_date_moves_the_reminders_along():
    event = event_in(hours=20)
    RegistrationFactory(event=event, email="ada@example.org")
    reminding.remind_all()
    move(event, days=10)
    reminding.remind_all()
    assert len(reminded()) == 1

    move(event, hours=19)
    reminding.remind_all()

    assert len(reminded()) == 2


def test_who_cancels_after_the_first_reminder_gets_no_second():
    event = event_in(hours=20)
    registration = RegistrationFactory(event=event)
    reminding.remind_all()
    registration.state = State.CANCELLED
    registration.save()
    move(event, minutes=30)

    reminding.remind_all()

    assert len(reminded()) == 1


@pytest.mark.parametrize("state", [Event.State.DRAFT, Event.State.CANCELLED])
def test_of_what_does_not_take_place_nobody_is_reminded(state):
    event = event_in(minutes=30)
    RegistrationFactory(event=event)
    Event.objects.update(state=state)

    reminding.remind_all()
    reminding.remind(event)

    assert reminded() == []


def test_what_has_begun_needs_no_reminder():
    RegistrationFactory(event=event_in(minutes=-1))

    reminding.remind_all()

    assert reminded() == []


def test_an_event_has_reminders_of_its_own_or_those_of_its_series():
    series = SeriesFactory(reminders=[180])

    assert EventFactory(series=series).effective_reminders == [180]
    assert EventFactory(series=series, reminders=[15, 60]).effective_reminders == [60, 15]
    assert EventFactory(series=series, reminders=[]).effective_reminders == []
    assert EventFactory().effective_reminders == [1440, 60]


def test_without_reminders_nobody_is_reminded():
    event = event_in(minutes=30)
    RegistrationFactory(event=event)
    Event.objects.update(reminders=[])

    reminding.remind_all()

    assert reminded() == []


@pytest.fixture
def _two_at_once(transactional_db):
    event = event_in(hours=20)
    RegistrationFactory.create_batch(5, event=event)


def at_once(work):
    together = Barrier(2)

    def run():
        together.wait(10)
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(run) for _ in range(2)]:
            running.result(30)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_two_at_once")
def test_two_schedulers_at_once_remind_each_once():
    at_once(reminding.remind_all)

    assert len(reminded()) == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_two_at_once")
def test_the_lock_is_what_keeps_two_schedulers_apart(monkeypatch):
    both_have_read = Barrier(2)

    def read_without_lock(event):
        both_have_read.wait(10)
        return Event.objects.get(pk=event.pk)

    monkeypatch.setattr(organising, "lock", read_without_lock)

    with pytest.raises(Exception, match="one_reminder_per_time"):
        at_once(reminding.remind_all)
    # Even then the database lets nobody be reminded twice.
    assert len(reminded()) == 5
