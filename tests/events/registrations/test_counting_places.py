import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Event
from events.registrations.models import Registration, State
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(registrations=True, capacity=3)


def places_taken(event):
    return Event.objects.values_list("places_taken", flat=True).get(pk=event.pk)


@pytest.mark.parametrize(
    ("state", "taken"),
    [
        (State.UNCONFIRMED, 0),
        (State.WAITING, 0),
        (State.CANCELLED, 0),
        (State.CONFIRMED, 1),
        (State.ATTENDED, 1),
    ],
)
def test_a_place_is_taken_by_who_is_confirmed_or_attended(event, state, taken):
    RegistrationFactory(event=event, state=state)

    assert places_taken(event) == taken


def test_rows_written_in_bulk_are_counted(event):
    rows = RegistrationFactory.build_batch(3, event=event)

    Registration.objects.bulk_create(rows)

    assert places_taken(event) == 3


def test_states_changed_in_bulk_are_counted(event):
    RegistrationFactory.create_batch(3, event=event)

    Registration.objects.update(state=State.CANCELLED)

    assert places_taken(event) == 0


def test_a_change_that_is_none_leaves_the_count(event):
    RegistrationFactory.create_batch(2, event=event)

    Registration.objects.update(state=State.ATTENDED, name="Renamed Sample")

    assert places_taken(event) == 2


def test_a_deleted_registration_frees_its_place(event):
    RegistrationFactory.create_batch(2, event=event)

    Registration.objects.first().delete()

    assert places_taken(event) == 1


def test_a_registration_moved_to_another_event_is_counted_there(event):
    other = EventFactory(registrations=True)
    registration = RegistrationFactory(event=event)

    Registration.objects.filter(pk=registration.pk).update(event=other)

    assert (places_taken(event), places_taken(other)) == (0, 1)


def test_one_statement_about_two_events_counts_in_both(event):
    other = EventFactory(registrations=True, capacity=1)
    rows = [
        *RegistrationFactory.build_batch(2, event=event),
        RegistrationFactory.build(event=other),
    ]

    Registration.objects.bulk_create(rows)

    assert (places_taken(event), places_taken(other)) == (2, 1)


def test_an_emptied_table_means_no_places_taken(event):
    RegistrationFactory(event=event)
    with connection.cursor() as cursor:
        # Foreign keys are checked before a table may be emptied by TRUNCATE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE registrations_registration CASCADE")

    assert places_taken(event) == 0


def test_the_database_refuses_one_place_too_many(event):
    RegistrationFactory.create_batch(3, event=event)

    with pytest.raises(IntegrityError, match="event_never_overbooked"), transaction.atomic():
        RegistrationFactory(event=event)

    assert places_taken(event) == 3


def test_the_database_refuses_a_capacity_below_what_is_taken(event):
    RegistrationFactory.create_batch(3, event=event)

    with pytest.raises(IntegrityError, match="event_never_overbooked"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(capacity=2)


def test_saving_an_event_read_earlier_does_not_undo_the_count(event):
    read_earlier = Event.objects.get(pk=event.pk)
    RegistrationFactory(event=event)

    read_earlier.title = "A better title"
    read_earlier.save()

    assert places_taken(event) == 1


def test_nobody_but_the_registrations_writes_the_count(event):
    Event.objects.filter(pk=event.pk).update(places_taken=2)

    assert places_taken(event) == 0
    assert places_taken(EventFactory(places_taken=5)) == 0
