"""Registering for a whole series: one confirmation, one letter, a registration in each session."""

import pytest

from events import organising
from events.models import Event
from events.registrations import registering as one_by_one
from events.registrations.models import Invited, OpenTo, Registration, State, Terms
from events.registrations.registering import RegistrationClosed
from events.series_registrations import registering
from events.series_registrations.models import SeriesRegistration, Standing
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove
from portal.mail.models import Message
from tests.events.series_registrations.conftest import ADA, asked, registered, session, standings
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory, moment

pytestmark = pytest.mark.django_db

CONFIRM, REGISTERED, LEFT = (
    f"series-registration-{kind}" for kind in ("confirm", "registered", "left")
)


def test_asking_holds_nothing_and_writes_one_letter(series, letters):
    asked(series)

    assert standings() == {}
    assert letters() == [CONFIRM]


def test_confirming_registers_for_every_session_to_come_with_one_letter(series, letters):
    who = registered(series)

    assert who.state == Standing.REGISTERED
    assert standings() == {"First": State.CONFIRMED, "Second": State.CONFIRMED}
    assert letters() == [CONFIRM, REGISTERED]


def test_each_session_gives_a_place_or_the_waiting_list(series):
    full = session(series, title="Full", capacity=1)
    RegistrationFactory(event=full)

    registered(series)

    assert standings()["Full"] == State.WAITING
    text = Message.objects.get(kind=REGISTERED).text
    assert "**First**" in text
    assert "you have a place" in text
    assert "you are number 1 in line" in text


def test_what_one_cannot_register_for_is_left_out(series):
    session(series, title="Draft", draft=True)
    session(series, title="Called off", cancelled=True)
    session(series, title="Past", past=True)
    session(series, title="Without", registrations=False)
    session(series, title="Later", registration_opens_at=moment(days=1))
    session(series, title="Closed", registration_closes_at=moment(days=-1))
    session(series, title="Members only", members_only=True)
    EventFactory(title="Elsewhere", registrations=True)

    registered(series)

    assert set(standings()) == {"First", "Second"}


def test_the_terms_of_each_session_hold(series):
    for title, facts in {
        "Members": {"open_to": OpenTo.MEMBERS},
        "Invited": {"open_to": OpenTo.INVITED},
        "Elsewhere": {"open_to": OpenTo.DOMAINS, "domains": ["uni.example"]},
        "Here": {"open_to": OpenTo.DOMAINS, "domains": ["example.org"]},
        "Approved": {"needs_approval": True},
        "For Ada": {"open_to": OpenTo.INVITED},
    }.items():
        Terms.objects.create(event=session(series, title=title), **facts)
    Invited.objects.create(event=Event.objects.get(title="For Ada"), email=ADA["email"])

    registered(series)

    assert set(standings()) == {"First", "Second", "Here", "Approved", "For Ada"}
    assert standings()["Approved"] == State.REQUESTED


def test_a_member_is_registered_at_once_also_for_sessions_for_members(series, letters):
    user = UserFactory(name="Sample Member", email="member@example.org", roles=[Role.MEMBER])
    session(series, title="Members only", members_only=True)

    who = registering.register(series, user, name="Sample Member", affiliation="", wish="either")

    assert who.state == Standing.REGISTERED
    assert set(standings(user.email)) == {"First", "Second", "Members only"}
    assert set(Registration.objects.values_list("user", flat=True)) == {user.pk}
    assert letters(user.email) == [REGISTERED]


def test_who_is_in_the_line_of_a_session_already_stays_where_they_are(series):
    first = Event.objects.get(title="First")
    mine = RegistrationFactory(event=first, email="ADA@example.org", name="Ada as typed")

    registered(series)

    line_number = mine.line_number
    mine.refresh_from_db()
    assert (mine.name, mine.line_number) == ("Ada as typed", line_number)
    assert Registration.objects.filter(event=first).count() == 1


def test_what_was_asked_for_or_cancelled_before_is_taken_up(series):
    for title, state in {"First": State.UNCONFIRMED, "Second": State.CANCELLED}.items():
        RegistrationFactory(event=Event.objects.get(title=title), email=ADA["email"], state=state)

    registered(series)

    assert standings() == {"First": State.CONFIRMED, "Second": State.CONFIRMED}


def test_the_wish_counts_in_hybrid_sessions(series):
    facts = {"mode": Event.Mode.HYBRID, "capacity": 0, "online_capacity": 5}
    session(series, title="Hybrid", **facts)

    registered(series, wish="online")

    hybrid = Registration.objects.get(event__title="Hybrid")
    assert (hybrid.state, hybrid.attendance) == (State.CONFIRMED, "online")
    assert Registration.objects.get(event__title="First").wish == ""


def test_confirming_twice_changes_nothing(series, letters):
    who = registered(series)

    registering.confirm(who)

    assert letters() == [CONFIRM, REGISTERED]


def test_who_is_registered_already_learns_it_by_mail_alone(series, letters):
    registered(series)

    registering.ask(series, **ADA | {"email": "Ada@Example.org", "name": "Somebody else"})

    assert letters()[-1] == "series-registration-already"
    assert SeriesRegistration.objects.get().name == "Sample Ada"


def test_a_series_that_is_not_offered_as_a_whole_takes_nobody(series):
    who = asked(series)
    series.takes_registrations = False
    series.save()
    SeriesRegistration.objects.update(asked_at=moment(days=-5))
    who.refresh_from_db()

    with pytest.raises(RegistrationClosed):
        asked(series, email="other@example.org")
    with pytest.raises(RegistrationClosed):
        registering.confirm(who)


def test_skipping_gives_the_place_to_the_next_in_line(series):
    small = session(series, title="Small", capacity=1)
    who = registered(series)
    waiting = RegistrationFactory(event=small, state=State.WAITING, line_number=9)

    registering.skip(who, small)

    waiting.refresh_from_db()
    assert standings() == {"First": "confirmed", "Second": "confirmed", "Small": "cancelled"}
    assert waiting.state == State.OFFERED


def test_a_skipped_session_can_be_taken_up_again_at_the_end_of_its_line(series):
    small = session(series, title="Small", capacity=1)
    who = registered(series)
    RegistrationFactory(event=small, state=State.WAITING, line_number=9)
    registering.skip(who, small)

    registering.take_up(who, small)

    again = Registration.objects.get(event=small, email_key=ADA["email"])
    assert (again.state, again.line_number) == (State.WAITING, 10)


def test_who_left_cannot_take_a_session_up(series):
    who = registering.leave(registered(series))

    with pytest.raises(ForbiddenMove):
        registering.take_up(who, Event.objects.get(title="First"))


def test_leaving_gives_every_place_to_come_back_with_one_letter(series, letters):
    small = session(series, title="Small", capacity=1)
    who = registered(series)
    waiting = RegistrationFactory(event=small, state=State.WAITING, line_number=9)

    registering.leave(who)
    registering.leave(who)

    waiting.refresh_from_db()
    assert set(standings().values()) == {State.CANCELLED}
    assert waiting.state == State.OFFERED
    assert letters() == [CONFIRM, REGISTERED, LEFT]


def test_leaving_leaves_past_sessions_alone(series):
    who = registered(series)
    first = Event.objects.get(title="First")
    first.starts_at, first.ends_at = moment(days=-1), moment(days=-1, hour=17)
    first.save()

    registering.leave(who)

    assert standings() == {"First": State.CONFIRMED, "Second": State.CANCELLED}


def test_who_comes_back_is_registered_for_everything_and_written_to_again(series, letters):
    who = registering.leave(registered(series))

    again = registered(series)

    assert again == who
    assert set(standings().values()) == {State.CONFIRMED}
    assert letters() == [CONFIRM, REGISTERED, LEFT, CONFIRM, REGISTERED]


def test_one_address_has_one_registration_for_each_series(series):
    registered(series)
    other = SeriesFactory(takes_registrations=True)
    asked(series, email="ADA@example.org ")
    asked(other)

    assert SeriesRegistration.objects.count() == 2


def test_a_session_that_is_called_off_is_told_as_any_other(series, letters):
    registered(series)

    organising.call_off(Event.objects.get(title="First"))

    assert letters()[2:] == ["event-called-off"]


def test_cancelling_a_session_at_its_own_page_is_skipping_it(series):
    who = registered(series)
    one_by_one.cancel(Registration.objects.get(event__title="First"))

    registering.skip(who, Event.objects.get(title="First"))

    assert standings() == {"First": State.CANCELLED, "Second": State.CONFIRMED}
