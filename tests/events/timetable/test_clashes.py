import pytest

from events.timetable import arranging, clashes, drafting
from events.timetable.arrangement import Place
from tests.events.timetable.conftest import at, slot
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db


def found(event, kind):
    return [one.text for one in clashes.warnings(drafting.read(event)) if one.kind == kind]


def test_a_programme_that_fits_has_no_warnings(event, talks):
    assert clashes.warnings(drafting.read(event)) == []


def test_two_talks_in_a_room_at_a_time(event, talks, organiser):
    new = TalkFactory(event=event, title="New", speakers=[])
    arranging.place(event, new.pk, Place("", at(0.5), at(1), "hall  a"), by=organiser)

    assert found(event, "room") == [
        "Hall A is planned for two talks at a time: “Talk 1” and “New”."
    ]
    assert len(clashes.rooms_taken(drafting.read(event).arrangement)) == 1


def test_two_talks_at_a_time_for_which_no_room_is_named(event):
    for title in ("One", "Other"):
        TalkFactory(event=event, title=title, speakers=[], **slot(0))

    assert found(event, "room") == ["Two talks at a time, and no room is named: “One” and “Other”."]
    # That may be meant; a room with a name is never meant twice.
    assert clashes.rooms_taken(drafting.read(event).arrangement) == []


def test_a_formula_in_a_title_is_said_in_words(event):
    for title in ("One", r"Rates of $\alpha$"):
        TalkFactory(event=event, title=title, speakers=[], **slot(0))

    assert found(event, "room") == [
        "Two talks at a time, and no room is named: “One” and “Rates of α”."
    ]


def test_posters_of_a_session_are_at_the_same_time(event, session):
    TalkFactory.create_batch(3, event=event, session=session, speakers=[])

    assert clashes.warnings(drafting.read(event)) == []


@pytest.mark.parametrize("by_page", [True, False], ids=["person", "guest"])
def test_a_speaker_in_two_places_at_a_time(event, by_page):
    person = PersonFactory(name="Sample Ada") if by_page else None
    for title, name, room in [("One", "Sample Ada", "A"), ("Other", "Sample  ada", "B")]:
        talk = TalkFactory(event=event, title=title, speakers=["Second Sample " + room], room=room)
        talk.speakers.create(name=name, person=person)
        type(talk).objects.filter(pk=talk.pk).update(**slot(0))

    (text,) = found(event, "speaker")
    assert text.endswith("speaks in two places at a time: “One” and “Other”.")


def test_a_session_that_is_too_short(event, session, talks, organiser):
    more = TalkFactory.create_batch(2, event=event)
    for number, talk in enumerate(more):
        talk.title = f"More {number}"
        talk.save()
        arranging.put(event, talk.pk, str(session.pk), by=organiser)

    assert found(event, "short") == ["“Sample session” is too short: its talks last until 11:30."]


def test_a_talk_before_its_session(event, session, talks, organiser):
    arranging.place(event, talks[0].pk, Place(str(session.pk), at(-1), at(0)), by=organiser)

    assert found(event, "outside") == ["“Talk 1” begins before its session “Sample session”."]


def test_two_sessions_in_a_room_at_a_time(event, session):
    SessionFactory(event=event, title="Coffee", kind="break", room="Hall A", **slot(3))

    assert found(event, "sessions") == ["“Sample session” and “Coffee” overlap in Hall A."]


def test_a_talk_on_no_day_of_the_event(event, talks, organiser):
    arranging.place(event, talks[0].pk, Place("", at(200), at(201), "Attic"), by=organiser)

    assert found(event, "day") == ["“Talk 1” is not on a day of the event."]


def test_a_speaker_who_cannot_then(event, session, talks, organiser):
    submission = SubmissionFactory(accepted=True, call__event=event, title="The talk")
    submission.absences = ["2031-07-01-am"]
    submission.save()

    arranging.put(event, submission.talk.pk, str(session.pk), by=organiser)
    assert found(event, "absent") == [
        "The speaker of “The talk” cannot speak then: Tuesday, 1 July 2031, morning."
    ]

    arranging.place(event, submission.talk.pk, Place("", at(8), at(9), "Attic"), by=organiser)
    assert found(event, "absent") == []


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((0, 3), (1, 2), True),
        ((0, 2), (1, None), True),
        ((0, 2), (2, None), False),
        ((1, None), (1, 2), True),
        ((1, 2), (1, None), True),
        ((1, None), (1, None), True),
    ],
)
def test_what_overlaps(one, other, overlap):
    """As the database sees it, where what has no end is there at its moment."""
    spans = [(*one, "one"), (*other, "other")]

    assert bool(list(clashes.overlapping(spans))) is overlap
    assert bool(list(clashes.overlapping(reversed(spans)))) is overlap
