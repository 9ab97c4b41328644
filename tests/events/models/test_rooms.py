"""Two talks are never given in a room at a time, whoever writes them and however."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Session, Talk
from tests.common.at_once import at_once
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db

NINE = datetime.datetime(2031, 7, 1, 7, tzinfo=datetime.UTC)
HALF_AN_HOUR = datetime.timedelta(minutes=30)
NAME = "one_talk_in_a_room_at_a_time"


@pytest.fixture
def event():
    return EventFactory(starts_at=NINE, ends_at=NINE + 20 * HALF_AN_HOUR)


def at(halves, room="Hall A", length=1, **more):
    begin = NINE + halves * HALF_AN_HOUR
    return {"starts_at": begin, "ends_at": begin + length * HALF_AN_HOUR, "room": room} | more


def judge():
    """Have the database judge now what it judges at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {NAME} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {NAME} DEFERRED")


def write(model=TalkFactory, **facts):
    """Write a talk and have it judged."""
    with transaction.atomic():
        model(**facts)
        judge()


@pytest.mark.parametrize(
    "other",
    [
        at(0),
        at(0, length=2),
        at(-1, length=3),
        at(-1, length=2),
        at(0, room=" hall  a "),
        at(0, ends_at=None),
    ],
)
def test_a_room_holds_one_talk_at_a_time(event, other):
    TalkFactory(event=event, **at(0))

    with pytest.raises(IntegrityError, match=NAME):
        write(event=event, **other)


@pytest.mark.parametrize(
    "other",
    [
        at(-1),
        at(1),
        at(1, ends_at=None),
        at(0, room="Hall B"),
        at(0, room=""),
        at(0, is_cancelled=True),
        {"room": "Hall A"},
    ],
)
def test_a_talk_before_after_elsewhere_or_cancelled_is_not_in_the_way(event, other):
    TalkFactory(event=event, **at(0))

    TalkFactory(event=event, **other)

    judge()


def test_a_talk_of_another_event_is_not_in_the_way(event):
    TalkFactory(event=event, **at(0))

    TalkFactory(**at(0))

    judge()


def test_talks_for_which_no_room_is_named_are_left_to_the_organisers(event):
    TalkFactory(event=event, **at(0, room=""))

    TalkFactory(event=event, **at(0, room=""))

    judge()


def test_two_talks_can_change_places_in_one_transaction(event):
    first, second = (TalkFactory(event=event, **at(number)) for number in (0, 1))

    with transaction.atomic():
        Talk.objects.filter(pk=first.pk).update(**at(1))
        Talk.objects.filter(pk=second.pk).update(**at(0))
        judge()


def test_a_talk_is_in_the_room_of_its_session_unless_it_names_one(event):
    session = SessionFactory(event=event, room="Hall A")
    TalkFactory(event=event, session=session, **at(0, room=""))
    TalkFactory(event=event, session=session, **at(0, room="Hall B"))
    judge()

    with pytest.raises(IntegrityError, match=NAME):
        write(event=event, **at(0, room="hall a"))


def test_a_room_follows_when_the_session_gets_another_or_goes(event):
    session = SessionFactory(event=event, room="Hall A")
    talk = TalkFactory(event=event, session=session, **at(0, room=""))

    Session.objects.filter(pk=session.pk).update(room="Hall  B")
    talk.refresh_from_db()
    assert talk.room_key == "hall b"

    session.delete()
    talk.refresh_from_db()
    assert talk.room_key == ""


def test_a_session_cannot_take_its_talks_into_a_room_that_is_taken(event):
    session = SessionFactory(event=event, room="Hall A")
    TalkFactory(event=event, session=session, **at(0, room=""))
    TalkFactory(event=event, **at(0, room="Hall B"))

    with pytest.raises(IntegrityError, match=NAME):
        write(Session.objects.filter(pk=session.pk).update, room="Hall B")


def test_a_stale_copy_of_a_talk_does_not_bring_its_old_room_back(event):
    session = SessionFactory(event=event, room="Hall A")
    talk = TalkFactory(event=event, session=session, **at(0, room=""))
    stale = Talk.objects.get(pk=talk.pk)
    Session.objects.filter(pk=session.pk).update(room="Hall B")

    stale.save()

    stale.refresh_from_db()
    assert stale.room_key == "hall b"


# --- At once --------------------------------------------------------------------------------------


@pytest.fixture
def two_talks(event):
    return TalkFactory.create_batch(2, event=event)


def give(talk):
    talk.starts_at, talk.ends_at, talk.room = at(0).values()
    talk.save()


@pytest.mark.django_db(transaction=True)
def test_of_two_talks_put_into_a_room_at_once_one_gets_it(two_talks):
    (error,) = at_once(give, two_talks)

    assert isinstance(error, IntegrityError)
    assert Talk.objects.filter(room="Hall A").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_both_get_it(two_talks):
    constraint = next(one for one in Talk._meta.constraints if one.name == NAME)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Talk, constraint)
    try:
        errors = at_once(give, two_talks)
        assert errors == []
        assert Talk.objects.filter(room="Hall A").count() == 2
    finally:
        Talk.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Talk, constraint)
