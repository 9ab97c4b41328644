import pytest

from events.models import Session, Talk
from events.timetable import arranging, drafting
from events.timetable.arrangement import Block, Place
from events.timetable.models import Plan
from portal.mail.models import Message
from tests.events.timetable.conftest import at, slot, times
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db


def put(event, talk, session, organiser, before=None):
    return arranging.put(event, talk.pk, str(session.pk), before=before and before.pk, by=organiser)


def stored():
    return {talk.title: talk.starts_at for talk in Talk.objects.all()}


def test_a_talk_put_into_a_session_comes_last_and_begins_where_the_others_end(
    event, session, talks, organiser
):
    talk = TalkFactory(event=event, title="New")

    put(event, talk, session, organiser)

    assert times(event)["New"] == "10:30 Hall A"


def test_a_talk_put_before_another_one_moves_it_and_those_after_it(
    event, session, talks, organiser
):
    talk = TalkFactory(event=event, title="New")

    put(event, talk, session, organiser, before=talks[1])

    assert times(event) == {
        "Talk 1": "09:00 Hall A",
        "New": "09:30 Hall A",
        "Talk 2": "10:00 Hall A",
        "Talk 3": "10:30 Hall A",
    }


def test_nothing_is_public_and_nobody_is_told_while_it_is_arranged(
    event, session, talks, organiser
):
    before = stored()

    put(event, talks[2], session, organiser, before=talks[0])

    assert stored() == before
    assert not Message.objects.exists()


def test_where_a_talk_has_left_the_others_stay_and_another_one_takes_the_gap(
    event, session, talks, organiser
):
    arranging.place(event, talks[0].pk, Place(), by=organiser)
    new = TalkFactory(event=event, title="New")

    put(event, new, session, organiser, before=talks[1])

    assert list(times(event).values()) == ["", "09:30 Hall A", "10:00 Hall A", "09:00 Hall A"]


def test_a_talk_carried_to_the_end_of_its_session_leaves_no_gap(event, session, talks, organiser):
    put(event, talks[0], session, organiser)

    assert list(times(event).values()) == ["10:00 Hall A", "09:00 Hall A", "09:30 Hall A"]


def test_talks_set_to_exact_times_give_way_only_as_far_as_they_have_to(
    event, session, talks, organiser
):
    arranging.place(event, talks[2].pk, Place(str(session.pk), at(3), at(4)), by=organiser)
    new = TalkFactory(event=event, title="New")

    put(event, new, session, organiser, before=talks[2])

    assert list(times(event).values())[2:] == ["10:30 Hall A", "10:00 Hall A"]


def test_a_talk_keeps_its_length_and_a_new_one_takes_that_of_its_type(
    event, session, talks, organiser
):
    Talk.objects.filter(pk=talks[0].pk).update(ends_at=at(0.5))
    submission = SubmissionFactory(accepted=True, call__event=event, title="Typed")
    submission.type = submission.call.types.create(name="Lightning", minutes=10)
    submission.save()

    put(event, submission.talk, session, organiser, before=talks[1])

    planned = times(event)
    assert (planned["Typed"], planned["Talk 2"]) == ("09:15 Hall A", "09:30 Hall A")


def test_a_poster_takes_no_time_of_its_session(event, session, talks, organiser):
    submission = SubmissionFactory(accepted=True, call__event=event, title="Poster")
    submission.type = submission.call.types.create(name="Poster")
    submission.save()

    draft = put(event, submission.talk, session, organiser, before=talks[0])

    assert times(event)["Talk 1"] == "09:00 Hall A"
    place = draft.arrangement.places[submission.talk.pk]
    assert (place.block, place.starts_at) == (str(session.pk), None)


def test_a_talk_changes_places_with_its_neighbour(event, session, talks, organiser):
    arranging.step(event, talks[0].pk, 1, by=organiser)
    arranging.step(event, talks[0].pk, -1, by=organiser)
    arranging.step(event, talks[0].pk, -1, by=organiser)  # there is none before the first
    arranging.step(event, talks[2].pk, -1, by=organiser)

    assert list(times(event).values()) == ["09:00 Hall A", "10:00 Hall A", "09:30 Hall A"]


def test_a_talk_on_its_own_is_given_anywhere(event, talks, organiser):
    arranging.place_freely(event, talks[0].pk, at(10), "Attic", by=organiser)

    assert times(event)["Talk 1"] == "14:00 Attic"


def test_a_session_that_begins_later_takes_its_talks_along(event, session, talks, organiser):
    arranging.move_session(event, str(session.pk), at(2), "Hall B", by=organiser)

    assert list(times(event).values()) == ["10:00 Hall B", "10:30 Hall B", "11:00 Hall B"]


def test_talks_of_a_session_that_is_taken_out_are_without_a_place(event, session, talks, organiser):
    arranging.drop_session(event, str(session.pk), by=organiser)

    assert set(times(event).values()) == {""}
    assert Session.objects.exists()


def test_a_session_can_be_new_in_the_draft_and_take_talks(event, session, talks, organiser):
    block = Block("", "talks", "New session", "Hall B", **slot(6))

    draft = arranging.save_session(event, block, by=organiser)
    (key,) = set(draft.arrangement.blocks) - {str(session.pk)}
    arranging.put(event, talks[0].pk, key, by=organiser)

    assert times(event)["Talk 1"] == "12:00 Hall B"


def test_what_is_put_back_is_no_change(event, session, talks, organiser):
    put(event, talks[0], session, organiser)
    assert drafting.read(event).is_begun

    put(event, talks[0], session, organiser, before=talks[1])

    assert not drafting.read(event).is_begun


def test_moves_are_undone_one_by_one(event, session, talks, organiser):
    before = times(event)
    put(event, talks[0], session, organiser)
    after_one = times(event)
    arranging.drop_session(event, str(session.pk), by=organiser)

    assert arranging.undo(event)
    assert times(event) == after_one
    assert arranging.undo(event)
    assert times(event) == before
    assert not arranging.undo(event)


def test_a_draft_that_is_thrown_away_leaves_the_released_programme(
    event, session, talks, organiser
):
    before = times(event)
    arranging.drop_session(event, str(session.pk), by=organiser)

    arranging.discard(event)

    assert times(event) == before


def test_what_the_draft_did_not_touch_follows_what_is_changed_elsewhere(
    event, session, talks, organiser
):
    arranging.place(event, talks[0].pk, Place("", at(12), at(13), "Attic"), by=organiser)
    Talk.objects.filter(pk=talks[1].pk).update(starts_at=at(1.5))
    TalkFactory(event=event, title="Accepted meanwhile")

    draft = drafting.read(event)

    assert draft.overtaken == []
    assert times(event) == {
        "Talk 1": "15:00 Attic",
        "Talk 2": "09:45 Hall A",
        "Talk 3": "10:00 Hall A",
        "Accepted meanwhile": "",
    }


def test_of_what_it_touched_and_somebody_else_changed_it_tells(event, session, talks, organiser):
    arranging.place(event, talks[0].pk, Place("", at(12), at(13), "Attic"), by=organiser)
    Talk.objects.filter(pk=talks[0].pk).update(starts_at=at(0.5))
    arranging.step(event, talks[2].pk, -1, by=organiser)

    assert drafting.read(event).overtaken == ["Talk 1"]
    assert times(event)["Talk 1"] == "15:00 Attic"

    arranging.place(event, talks[0].pk, Place("", at(14), at(15), "Attic"), by=organiser)
    assert drafting.read(event).overtaken == []


def test_a_talk_that_is_cancelled_or_deleted_leaves_the_draft(event, session, talks, organiser):
    for talk in talks[:2]:
        arranging.place(event, talk.pk, Place("", at(12), at(13), "Attic"), by=organiser)
    Talk.objects.filter(pk=talks[0].pk).update(is_cancelled=True)
    talks[1].delete()

    assert times(event) == {"Talk 3": "10:00 Hall A"}
    with pytest.raises(arranging.Gone):
        arranging.step(event, talks[0].pk, 1, by=organiser)


def test_a_session_that_is_deleted_elsewhere_leaves_the_draft(event, session, talks, organiser):
    other = SessionFactory(event=event, title="Other", **slot(6))
    put(event, talks[0], other, organiser)
    other.delete()

    assert times(event)["Talk 1"] == "12:00"
    with pytest.raises(arranging.Gone):
        put(event, talks[1], other, organiser)


@pytest.mark.parametrize("key", ["4711", "new-9", "x"])
def test_a_session_that_is_not_there_takes_no_talk(event, talks, organiser, key):
    with pytest.raises(arranging.Gone):
        arranging.put(event, talks[0].pk, key, by=organiser)


def test_an_event_of_one_talk_needs_no_release(event, organiser):
    submission = SubmissionFactory(accepted=True, call__event=event, title="The talk")

    arranging.place(event, submission.talk.pk, Place("", at(2), at(3), "Hall A"), by=organiser)

    talk = Talk.objects.get()
    assert (talk.starts_at, talk.room) == (at(2), "Hall A")
    assert Plan.objects.get().entries == {}
    assert not event.programme_releases.exists()
