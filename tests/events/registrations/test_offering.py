from datetime import timedelta

import pytest
from django.utils import timezone

from events import when
from events.registrations import offering, registering
from events.registrations.models import Reason, Registration, State, Terms
from portal.common.moves import ForbiddenMove
from portal.mail.models import Message
from tests.events.registrations.conftest import asked, full
from tests.factories.events import EventFactory, RegistrationFactory, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(event):
    """Somebody to whom a place is offered, with two more in line behind."""
    holder, _other = full(event)
    first, *_others = RegistrationFactory.create_batch(3, event=event, state=State.WAITING)
    registering.cancel(holder)
    first.refresh_from_db()
    return first


def states(event):
    """The states of who has not cancelled, in the order of the line."""
    rows = event.registrations.in_line().order_by("line_number")
    return [str(state) for state in rows.values_list("state", flat=True)]


def let_expire(registration):
    Registration.objects.filter(pk=registration.pk).update(offered_until=timezone.now())


def history(registration):
    return list(registration.steps.values_list("from_state", "to_state", "reason"))


def test_an_offer_is_kept_for_a_day(offered):
    assert offered.state == State.OFFERED
    left = offered.offered_until - timezone.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_an_offered_place_counts_as_taken(offered):
    offered.event.refresh_from_db()

    assert offered.event.places_left == 0


def test_accepting_gives_the_place_and_tells_with_an_entry_for_the_calendar(offered, letters):
    offering.accept(offered)

    offered.refresh_from_db()
    assert (offered.state, offered.offered_until) == (State.CONFIRMED, None)
    assert letters("place") == [offered.email]
    assert states(offered.event) == ["confirmed", "confirmed", "waiting", "waiting"]


def test_accepting_twice_gives_one_place_and_one_letter(offered, letters):
    offering.accept(offered)
    offering.accept(offered)

    assert letters("place") == [offered.email]


def test_declining_offers_the_place_to_the_next(offered, letters):
    registering.cancel(offered)

    assert states(offered.event) == ["confirmed", "offered", "waiting"]
    assert len(letters("place-offered")) == 2


def test_an_offer_that_is_not_answered_goes_to_the_next(offered, letters):
    let_expire(offered)

    offering.expire_all()

    assert states(offered.event) == ["confirmed", "offered", "waiting"]
    assert letters("offer-expired") == [offered.email]


def test_expiring_again_takes_nothing_from_the_next(offered, letters):
    let_expire(offered)

    offering.expire_all()
    offering.expire_all()

    assert states(offered.event) == ["confirmed", "offered", "waiting"]
    assert letters("offer-expired") == [offered.email]


def test_a_late_answer_counts_as_long_as_the_place_has_not_gone_on(offered):
    let_expire(offered)

    offering.accept(offered)
    offering.expire_all()

    offered.refresh_from_db()
    assert offered.state == State.CONFIRMED


def test_an_answer_after_the_place_has_gone_on_is_refused(offered):
    let_expire(offered)
    offering.expire_all()

    with pytest.raises(ForbiddenMove):
        offering.accept(offered)


def test_when_the_event_is_near_the_place_is_given_at_once(letters):
    event = EventFactory(
        registrations=True, capacity=1, starts_at=timezone.now() + timedelta(hours=20)
    )
    [holder] = full(event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    registering.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED
    assert letters("place-free") == [waiting.email]


def test_an_event_can_give_more_time_to_answer(event):
    Terms.objects.create(event=event, offer_hours=48)
    holder, _other = full(event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    registering.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.offered_until - timezone.now() > timedelta(hours=47)


def test_an_event_can_give_places_without_asking(event):
    Terms.objects.create(event=event, offer_hours=0)
    holder, _other = full(event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)

    registering.cancel(holder)

    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_nobody_is_reminded_or_has_an_entry_for_a_place_that_is_only_offered(offered):
    assert not offered.has_place
    assert offered not in offered.event.registrations.taking_part()


def test_the_history_says_what_happened_and_why(offered):
    offering.accept(offered)

    assert history(offered) == [
        (State.WAITING, State.OFFERED, Reason.PLACE_FREE),
        (State.OFFERED, State.CONFIRMED, Reason.OFFER_ACCEPTED),
    ]


def test_the_history_says_that_an_offer_was_not_answered(offered):
    let_expire(offered)
    offering.expire_all()

    assert history(offered)[-1] == (State.OFFERED, State.CANCELLED, Reason.OFFER_EXPIRED)


def test_offers_of_an_event_that_has_begun_end_without_new_ones(offered):
    offered.event.starts_at, offered.event.ends_at = moment(days=-2), moment(days=-1)
    offered.event.save()
    let_expire(offered)

    offering.expire_all()

    assert states(offered.event) == ["confirmed", "waiting", "waiting"]


def test_the_letter_says_until_when_the_place_is_kept(offered):
    [letter] = Message.objects.filter(kind="registration-place-offered")

    until = when.moment(offered.offered_until, offered.event.zone)
    assert f"It is kept for you until **{until}**." in letter.text
    assert offered.get_absolute_url() in letter.text


def test_the_letter_to_who_waits_says_position_rule_and_time(event):
    full(event)

    registering.confirm(asked(event))

    [letter] = Message.objects.filter(kind="registration-waiting")
    assert "You are number 1 in line, by the time of joining: first come" in letter.text
    assert "who has 24 hours to take it; then to the next." in letter.text
