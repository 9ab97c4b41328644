"""A hybrid event, where who comes and who takes part online are counted apart."""

import pytest

from events.models import Event
from events.registrations import registering
from events.registrations.models import Attendance, Reason, State, Wish
from tests.events.registrations.conftest import asked
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hybrid():
    """An event with one place on site and one online."""
    return EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=1, online_capacity=1)


@pytest.fixture
def come(hybrid):
    """Register somebody with a wish; return the registration."""
    names = iter("abcdefgh")

    def come(wish):
        name = next(names)
        return registering.confirm(asked(hybrid, name=name, email=f"{name}@example.org", wish=wish))

    return come


def stand(registration):
    registration.refresh_from_db()
    return registration.state, registration.attendance


def test_each_kind_of_place_has_its_own_count(hybrid, come):
    on_site, online = come(Wish.ON_SITE), come(Wish.ONLINE)

    hybrid.refresh_from_db()
    assert stand(on_site) == (State.CONFIRMED, Attendance.ON_SITE)
    assert stand(online) == (State.CONFIRMED, Attendance.ONLINE)
    assert (hybrid.places_taken, hybrid.online_places_taken) == (1, 1)


def test_who_would_like_either_comes_on_site_as_long_as_there_is_a_place(come):
    assert stand(come(Wish.EITHER)) == (State.CONFIRMED, Attendance.ON_SITE)
    assert stand(come(Wish.EITHER)) == (State.CONFIRMED, Attendance.ONLINE)
    assert stand(come(Wish.EITHER)) == (State.WAITING, "")


def test_a_full_hall_leaves_the_places_online_to_who_wishes_for_them(come):
    come(Wish.ON_SITE)

    assert stand(come(Wish.ON_SITE)) == (State.WAITING, "")
    assert stand(come(Wish.ONLINE)) == (State.CONFIRMED, Attendance.ONLINE)


def test_the_event_is_full_when_both_kinds_of_places_are(hybrid, come):
    come(Wish.ON_SITE)
    hybrid.refresh_from_db()
    before = hybrid.registration_phase

    come(Wish.ONLINE)

    hybrid.refresh_from_db()
    assert before == hybrid.RegistrationPhase.OPEN
    assert hybrid.registration_phase == hybrid.RegistrationPhase.WAITING_LIST


def test_a_free_place_goes_to_the_first_who_wishes_for_its_kind(come):
    come(Wish.ON_SITE)
    online = come(Wish.ONLINE)
    hall, screen, either = come(Wish.ON_SITE), come(Wish.ONLINE), come(Wish.EITHER)

    registering.cancel(online)

    assert stand(hall) == (State.WAITING, "")
    assert stand(screen) == (State.OFFERED, Attendance.ONLINE)
    assert stand(either) == (State.WAITING, "")


def test_why_somebody_was_passed_over_stands_in_their_history(come):
    come(Wish.ON_SITE)
    online, hall, screen = come(Wish.ONLINE), come(Wish.ON_SITE), come(Wish.ONLINE)

    registering.cancel(online)

    passed_over = (State.WAITING, State.WAITING, Reason.PASSED_OVER)
    assert list(hall.steps.values_list("from_state", "to_state", "reason"))[-1] == passed_over
    assert not screen.steps.filter(reason=Reason.PASSED_OVER).exists()


def test_elsewhere_nobody_is_asked_how_they_take_part(event):
    registration = registering.confirm(asked(event, wish=Wish.ONLINE))

    assert (registration.wish, registration.attendance) == ("", "")
