import datetime

import pytest

from events.models import Talk
from events.submissions import scheduling, writing
from events.submissions.models import State, Submission
from events.submissions.scheduling import RoomTaken, Slot
from portal.common.moves import ForbiddenMove
from portal.mail import tasks
from portal.mail.models import Message
from tests.factories.events import SessionFactory, TalkFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db

NINE = datetime.datetime(2027, 3, 24, 8, 0, tzinfo=datetime.UTC)
HALF_AN_HOUR = datetime.timedelta(minutes=30)


@pytest.fixture
def submission():
    return SubmissionFactory(
        accepted=True, title="Sample talk", call__event__title="Sample meeting"
    )


def at(halves, room="Hall A", length=1, **more):
    begin = NINE + halves * HALF_AN_HOUR
    return Slot(starts_at=begin, ends_at=begin + length * HALF_AN_HOUR, room=room, **more)


def occupy(submission, slot, **more):
    return TalkFactory(
        event=submission.call.event,
        session=slot.session,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        room=slot.room,
        **more,
    )


def test_an_accepted_talk_gets_a_slot(submission, organiser):
    scheduling.give_slot(submission, at(0), by=organiser)

    talk = Talk.objects.get()
    assert (talk.starts_at, talk.ends_at, talk.room) == (NINE, NINE + HALF_AN_HOUR, "Hall A")


def test_the_author_is_told_when_and_where_in_the_zone_of_the_event(
    submission, organiser, mailoutbox
):
    scheduling.give_slot(submission, at(0), by=organiser)
    tasks.deliver_due()

    (mail,) = mailoutbox
    assert mail.subject == "Time and room of your talk: Sample talk"
    assert "Wednesday, 24 March 2027, 09:00–09:30 CET" in mail.body
    assert "Hall A" in mail.body


def test_the_author_is_told_once_of_each_slot(submission, organiser, mailoutbox):
    for slot in (at(0), at(0), at(1), at(1, room="Hall B"), at(1, room="Hall B"), at(0)):
        scheduling.give_slot(submission, slot, by=organiser)
    tasks.deliver_due()

    slots = [
        [line for line in m.body.splitlines() if "March" in line or "Hall" in line]
        for m in mailoutbox
    ]
    assert [" ".join(lines).count("Hall A") for lines in slots] == [1, 1, 0, 1]


def test_the_author_is_told_when_a_time_is_taken_back(submission, organiser):
    scheduling.give_slot(submission, at(0), by=organiser)

    scheduling.give_slot(submission, Slot(), by=organiser)

    assert [message.subject for message in Message.objects.order_by("pk")] == [
        "Time and room of your talk: Sample talk",
        "The time of your talk is open again: Sample talk",
    ]


def test_a_room_without_a_time_is_no_news(submission, organiser):
    scheduling.give_slot(submission, Slot(room="Hall A"), by=organiser)

    assert Talk.objects.get().room == "Hall A"
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "other",
    [
        at(0),
        at(0, length=2),
        at(-1, length=3),
        at(-1, length=2),
        at(0, room=" hall  a "),
        Slot(starts_at=NINE, room="Hall A"),
    ],
)
def test_a_room_holds_one_talk_at_a_time(submission, organiser, other):
    in_the_way = occupy(submission, other)

    with pytest.raises(RoomTaken) as clash:
        scheduling.give_slot(submission, at(0), by=organiser)

    assert clash.value.talk == in_the_way
    assert Talk.objects.get(submission=submission).starts_at is None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "other", [at(-1), at(1), at(0, room="Hall B"), at(0, room=""), Slot(room="Hall A")]
)
def test_a_talk_before_after_or_elsewhere_is_not_in_the_way(submission, organiser, other):
    occupy(submission, other)

    scheduling.give_slot(submission, at(0), by=organiser)


def test_a_cancelled_talk_is_not_in_the_way(submission, organiser):
    occupy(submission, at(0), is_cancelled=True)

    scheduling.give_slot(submission, at(0), by=organiser)


def test_a_talk_of_another_event_is_not_in_the_way(submission, organiser):
    occupy(SubmissionFactory(), at(0))

    scheduling.give_slot(submission, at(0), by=organiser)


def test_a_talk_may_keep_its_own_slot(submission, organiser):
    scheduling.give_slot(submission, at(0), by=organiser)

    scheduling.give_slot(submission, at(0, length=2), by=organiser)


def test_a_talk_is_in_the_room_of_its_session_unless_told_otherwise(submission, organiser):
    session = SessionFactory(event=submission.call.event, room="Hall A")
    occupy(submission, at(0, room="", session=session))

    with pytest.raises(RoomTaken):
        scheduling.give_slot(submission, at(0, room="", session=session), by=organiser)
    scheduling.give_slot(submission, at(1, room="", session=session), by=organiser)

    assert Talk.objects.get(submission=submission).room == "Hall A"


@pytest.mark.parametrize("state", [s for s in State if s != State.ACCEPTED])
def test_only_an_accepted_talk_gets_a_slot(organiser, state):
    submission = SubmissionFactory(state=state)

    with pytest.raises(ForbiddenMove):
        scheduling.give_slot(submission, at(0), by=organiser)


def test_a_talk_withdrawn_meanwhile_gets_no_slot(submission, organiser):
    writing.withdraw(type(submission).objects.get(), by=submission.submitter)

    with pytest.raises(ForbiddenMove):
        scheduling.give_slot(submission, at(0), by=organiser)


def test_a_talk_whose_author_was_erased_gets_a_slot_and_nobody_is_told(submission, organiser):
    Submission.objects.filter(pk=submission.pk).update(submitter=None)
    submission.refresh_from_db()

    scheduling.give_slot(submission, at(0), by=organiser)

    assert submission.talk.room == "Hall A"
    assert not Message.objects.exists()
