from dataclasses import replace

import pytest
from django.db import connection

from events.models import Event, Session, Talk
from events.timetable import arranging, clashes, drafting, releasing
from events.timetable.arrangement import Block, Place
from events.timetable.models import Release
from tests.common.at_once import at_once
from tests.events.timetable.conftest import at, slot, times
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db


def place(event, talk, *where, by):
    arranging.place(event, talk.pk, Place(*where), by=by)


def stored():
    talks = Talk.objects.select_related("session")
    return {talk.title: (talk.starts_at, talk.effective_room) for talk in talks}


def changed(version):
    return [(one["what"], one["change"], one["key"]) for one in version.changes]


def test_a_release_makes_what_was_arranged_the_programme(event, session, talks, organiser, release):
    place(event, talks[0], "", at(12), at(13), "Attic", by=organiser)

    version = release(note="Sample note")

    assert stored()["Talk 1"] == (at(12), "Attic")
    assert not drafting.read(event).is_begun
    assert (version.version, version.note, version.released_by) == (1, "Sample note", organiser)


def test_sessions_are_added_changed_and_taken_away(event, session, talks, organiser, release):
    gone = SessionFactory(event=event, title="Gone", **slot(8))
    draft = arranging.save_session(
        event, Block("", "talks", "New session", "Hall B", **slot(6)), by=organiser
    )
    (key,) = [one for one in draft.arrangement.blocks if one.startswith("new")]
    arranging.put(event, talks[0].pk, key, by=organiser)
    arranging.move_session(event, str(session.pk), at(0), "Hall C", by=organiser)
    arranging.drop_session(event, str(gone.pk), by=organiser)

    release()

    rooms = dict(Session.objects.values_list("title", "room"))
    assert rooms == {"Sample session": "Hall C", "New session": "Hall B"}
    assert stored()["Talk 1"] == (at(6), "Hall B")
    assert stored()["Talk 2"] == (at(1), "Hall C")


def test_a_version_says_what_changed_since_the_last_one(event, session, talks, organiser, release):
    release()
    place(event, talks[0], "", at(12), at(13), "Attic", by=organiser)
    place(event, talks[1], by=organiser)
    new = TalkFactory(event=event)
    place(event, new, "", at(20), at(21), "Attic", by=organiser)

    version = release()

    assert version.version == 2
    assert changed(version) == [
        ("talks", "removed", str(talks[1].pk)),
        ("talks", "changed", str(talks[0].pk)),
        ("talks", "added", str(new.pk)),
    ]


def test_another_title_and_a_cancelled_talk_are_told_with_the_next_release(
    event, session, talks, release
):
    release()
    Talk.objects.filter(pk=talks[0].pk).update(title="Another title")
    Talk.objects.filter(pk=talks[1].pk).update(is_cancelled=True)

    version = release()

    assert changed(version) == [
        ("talks", "changed", str(talks[0].pk)),
        ("talks", "removed", str(talks[1].pk)),
    ]


def test_only_what_changed_for_its_speaker_rises_in_the_calendar(
    event, session, talks, organiser, release
):
    before = dict(Talk.objects.values_list("title", "sequence"))
    place(event, talks[0], "", at(12), at(13), "Attic", by=organiser)
    other = SessionFactory(event=event, room="hall a", **slot(0, 4))
    other.room = "Hall A"
    other.save()
    arranging.place(
        event, talks[1].pk, Place(str(other.pk), at(1), at(2)), by=organiser
    )  # the same time and room

    release()

    after = dict(Talk.objects.values_list("title", "sequence"))
    assert {title for title in after if after[title] != before[title]} == {"Talk 1"}
    assert Talk.objects.get(title="Talk 2").session == other


@pytest.mark.parametrize("own", ["", "Hall A"])
def test_talks_of_a_session_that_gets_another_room_rise_along(
    event, session, talks, organiser, release, own
):
    Talk.objects.update(room=own)
    before = dict(Talk.objects.values_list("title", "sequence"))
    arranging.move_session(event, str(session.pk), at(0), "Hall B", by=organiser)

    release()

    assert {room for _time, room in stored().values()} == {"Hall B"}
    after = dict(Talk.objects.values_list("title", "sequence"))
    assert after == {title: number + 1 for title, number in before.items()}


def test_talks_exchange_their_rooms_in_one_release(event, organiser, release):
    one, other = (
        TalkFactory(event=event, speakers=[], room=room, **slot(0)) for room in ("A", "B")
    )
    place(event, one, "", at(0), at(1), "B", by=organiser)
    place(event, other, "", at(0), at(1), "A", by=organiser)

    release()

    assert set(times(event).values()) == {"09:00 A", "09:00 B"}


def test_two_talks_in_a_room_are_not_released(event, session, talks, organiser, release):
    place(event, talks[0], "", at(1), at(2), "Hall A", by=organiser)
    before = stored()

    with pytest.raises(releasing.RoomTaken) as refused:
        release()

    assert [{talks[0].pk, talks[1].pk}] == [set(pair) for pair in refused.value.pairs]
    assert stored() == before
    assert not Release.objects.exists()


def test_what_was_not_looked_at_is_not_released(event, session, talks, organiser):
    place(event, talks[0], "", at(12), at(13), "Attic", by=organiser)
    seen = releasing.prospect(event).mark
    place(event, talks[1], "", at(14), at(15), "Attic", by=organiser)

    with pytest.raises(releasing.ChangedMeanwhile):
        releasing.release(event, by=organiser, seen=seen)

    assert not Release.objects.exists()


def test_where_nothing_changed_there_is_no_version(event, session, talks, release):
    release()

    with pytest.raises(releasing.ChangedMeanwhile):
        release()

    assert Release.objects.count() == 1


# --- At once --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_released_by_two_at_once_it_is_released_once(event, session, talks, organiser):
    place(event, talks[0], "", at(12), at(13), "Attic", by=organiser)
    seen = releasing.prospect(event).mark

    errors = at_once(lambda by: releasing.release(event, by=by, seen=seen), [organiser, organiser])

    assert [type(error) for error in errors] == [releasing.ChangedMeanwhile]
    assert Release.objects.count() == 1


@pytest.fixture
def two_givers(event, organiser, monkeypatch):
    """Two organisers give the same room at once; neither locks the event, nor looks who is there."""
    # Each event of one talk writes at once; the database alone stands between the two.
    monkeypatch.setattr(clashes, "rooms_taken", lambda arrangement: [])
    talks = TalkFactory.create_batch(2, event=event, speakers=[])

    def give(talk):
        draft = drafting.read(Event.objects.get(pk=event.pk))
        wanted = draft.arrangement.place(talk.pk, Place("", at(0), at(1), "Hall A"))
        releasing.write(replace(draft, arrangement=wanted))

    return give, talks


@pytest.mark.django_db(transaction=True)
def test_a_room_given_twice_at_once_is_given_once_and_the_other_is_told(two_givers):
    errors = at_once(*two_givers)

    assert [type(error) for error in errors] == [releasing.RoomTaken]
    assert Talk.objects.filter(room="Hall A").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_it_would_be_given_twice(two_givers):
    constraint = next(one for one in Talk._meta.constraints if one.name == releasing.CONSTRAINT)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Talk, constraint)
        # What the verb asks the database to judge has to be there by name.
        editor.execute(
            f"ALTER TABLE events_talk ADD CONSTRAINT {releasing.CONSTRAINT}"
            " UNIQUE (uuid, room_key) DEFERRABLE"
        )
    try:
        assert at_once(*two_givers) == []
        assert Talk.objects.filter(room="Hall A").count() == 2
    finally:
        Talk.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.execute(f"ALTER TABLE events_talk DROP CONSTRAINT {releasing.CONSTRAINT}")
            editor.add_constraint(Talk, constraint)


def test_an_event_with_a_programme_from_elsewhere_can_keep_it_as_its_first_version():
    event = EventFactory()
    TalkFactory(event=event, starts_at=event.starts_at)

    releasing.keep_as_it_stands(event)

    assert not releasing.prospect(event).brings_something
    assert Release.objects.get().changes == []
