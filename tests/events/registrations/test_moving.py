import pytest

from events.models import Event
from events.registrations import moving, registering
from events.registrations.models import Attendance, Reason, State, Wish
from events.registrations.moving import NoPlace, RegisteredThere
from events.registrations.registering import RegistrationClosed
from portal.common.moves import ForbiddenMove
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(name="Sample Organiser")


@pytest.fixture
def other():
    """Another event, with one place."""
    return EventFactory(registrations=True, capacity=1, title="Sample other")


def states(event):
    return list(event.registrations.order_by("line_number").values_list("name", "state"))


def test_somebody_moved_gets_a_place_there_and_leaves_theirs_to_the_next(event, other, by, letters):
    ada = RegistrationFactory(event=event, name="Ada", user=UserFactory())
    RegistrationFactory(event=event, name="Bob")
    eve = RegistrationFactory(event=event, name="Eve", state=State.WAITING)

    there = moving.move(ada, other, by=by)

    assert states(other) == [("Ada", State.CONFIRMED)]
    assert states(event) == [
        ("Ada", State.CANCELLED),
        ("Bob", State.CONFIRMED),
        ("Eve", State.OFFERED),
    ]
    assert (there.user, there.language, there.affiliation) == (
        ada.user,
        ada.language,
        ada.affiliation,
    )
    assert letters() == [("moved", ada.email), ("place-offered", eve.email)]


def test_where_all_places_are_taken_they_wait_at_the_end_of_the_line(event, other, by):
    RegistrationFactory(event=other, name="Bob")
    RegistrationFactory(event=other, name="Eve", state=State.WAITING)

    moving.move(RegistrationFactory(event=event, name="Ada"), other, by=by)

    assert states(other)[1:] == [("Eve", State.WAITING), ("Ada", State.WAITING)]


def test_the_letter_says_from_what_to_what_and_changes_the_calendar(event, other, by):
    moving.move(RegistrationFactory(event=event), other, by=by)

    letter = Message.objects.get()
    assert letter.subject == f"You were moved: {event.title} → Sample other"
    assert f"From: {event.title}" in letter.text
    assert "To: **Sample other**" in letter.text
    assert letter.calendar.count("BEGIN:VCALENDAR") == 2
    cancelled, requested = letter.calendar.split("END:VCALENDAR")[:2]
    assert "METHOD:CANCEL" in cancelled
    assert f"UID:{event.uuid}" in cancelled
    assert "METHOD:REQUEST" in requested
    assert f"UID:{other.uuid}" in requested


@pytest.mark.parametrize(
    ("here", "there", "methods"),
    [
        (State.WAITING, 0, []),
        (State.WAITING, 1, ["REQUEST"]),
        (State.CONFIRMED, 0, ["CANCEL"]),
        (State.CONFIRMED, 1, ["CANCEL", "REQUEST"]),
    ],
)
def test_the_calendar_changes_only_where_there_is_a_place(event, other, by, here, there, methods):
    other.capacity = there
    other.save()

    moving.move(RegistrationFactory(event=event, state=here), other, by=by)

    calendar = Message.objects.get().calendar
    lines = [line for line in calendar.splitlines() if line.startswith("METHOD:")]
    assert lines == [f"METHOD:{method}" for method in methods]


def test_both_histories_say_where_from_and_where_to(event, other, by):
    ada = RegistrationFactory(event=event)

    there = moving.move(ada, other, by=by)

    left, came = ada.steps.last(), there.steps.last()
    assert (left.reason, left.other_event, left.by) == (Reason.MOVED_TO, other, by)
    assert (came.reason, came.other_event, came.by) == (Reason.MOVED_FROM, event, by)


def test_who_cancelled_there_before_is_moved_all_the_same(event, other, by):
    ada = RegistrationFactory(event=event)
    before = RegistrationFactory(event=other, email=ada.email, state=State.CANCELLED)

    assert moving.move(ada, other, by=by) == before
    assert [state for _name, state in states(other)] == [State.CONFIRMED]


def test_who_is_registered_there_already_is_not_moved(event, other, by):
    ada = RegistrationFactory(event=event)
    RegistrationFactory(event=other, email=ada.email.upper())

    with pytest.raises(RegisteredThere):
        moving.move(ada, other, by=by)

    ada.refresh_from_db()
    assert ada.state == State.CONFIRMED


@pytest.mark.parametrize("state", [State.ATTENDED, State.CANCELLED, State.UNCONFIRMED])
def test_who_neither_holds_a_place_nor_waits_is_not_moved(event, other, by, state):
    with pytest.raises(ForbiddenMove):
        moving.move(RegistrationFactory(event=event, state=state), other, by=by)


@pytest.mark.parametrize(
    "facts", [{"draft": True}, {"cancelled": True}, {"past": True}, {"registrations": False}]
)
def test_nobody_is_moved_to_an_event_that_takes_no_registrations(event, by, facts):
    target = EventFactory(**{"registrations": True} | facts)

    with pytest.raises(RegistrationClosed):
        moving.move(RegistrationFactory(event=event), target, by=by)


def test_nobody_is_moved_to_where_they_are(event, by):
    with pytest.raises(RegistrationClosed):
        moving.move(RegistrationFactory(event=event), event, by=by)


@pytest.fixture
def hybrid():
    """An event with one place on site, which is taken, and one online."""
    event = EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=1, online_capacity=1)
    RegistrationFactory(event=event, attendance=Attendance.ON_SITE, wish=Wish.ON_SITE, name="Ada")
    return event


def test_a_place_online_for_one_on_site_is_told_and_leaves_the_hall_to_the_next(
    hybrid, by, letters
):
    ada = hybrid.registrations.get()
    next_one = RegistrationFactory(event=hybrid, state=State.WAITING, wish=Wish.ON_SITE)

    moving.change_attendance(ada, Attendance.ONLINE, by=by)

    ada.refresh_from_db()
    hybrid.refresh_from_db()
    assert (ada.state, ada.attendance) == (State.CONFIRMED, Attendance.ONLINE)
    assert (hybrid.places_taken, hybrid.online_places_taken) == (1, 1)
    assert ada.steps.get().reason == Reason.OTHER_KIND
    assert letters() == [("other-attendance", ada.email), ("place-offered", next_one.email)]


def test_to_and_fro_is_told_each_time(hybrid, by, letters):
    ada = hybrid.registrations.get()

    moving.change_attendance(ada, Attendance.ONLINE, by=by)
    moving.change_attendance(ada, Attendance.ON_SITE, by=by)

    assert letters("other-attendance") == [ada.email, ada.email]


def test_without_a_free_place_of_the_kind_nothing_changes(hybrid, by, letters):
    online = RegistrationFactory(event=hybrid, attendance=Attendance.ONLINE)

    with pytest.raises(NoPlace):
        moving.change_attendance(online, Attendance.ON_SITE, by=by)

    online.refresh_from_db()
    assert online.attendance == Attendance.ONLINE
    assert letters() == []


def test_who_waits_has_nothing_to_change(hybrid, by):
    waiting = RegistrationFactory(event=hybrid, state=State.WAITING, wish=Wish.ON_SITE)

    with pytest.raises(ForbiddenMove):
        moving.change_attendance(waiting, Attendance.ONLINE, by=by)


def test_a_place_is_freed_by_cancelling_after_a_move(event, other, by):
    there = moving.move(RegistrationFactory(event=event), other, by=by)

    registering.cancel(there)

    other.refresh_from_db()
    assert other.places_taken == 0
