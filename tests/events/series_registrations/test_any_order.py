"""In whatever order things happen: registered everywhere or skipped, never overbooked, no idle place."""

import pytest
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from events import organising
from events.models import Event
from events.registrations import registering as one_by_one
from events.registrations.models import Registration, State, key_of
from events.registrations.registering import RegistrationClosed
from events.series_registrations import following, registering
from events.series_registrations.models import SeriesRegistration
from portal.common.moves import ForbiddenMove
from portal.mail.bell import bell
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory, moment

SESSIONS = st.integers(0, 3)


class FollowingASeries(RuleBasedStateMachine):
    """A series of four sessions that open one after another, regulars, and people who come once."""

    people = Bundle("people")

    def __init__(self):
        super().__init__()
        self.number = 0
        self.series = SeriesFactory(takes_registrations=True)
        facts = {"series": self.series, "registrations": True, "capacity": 2}
        self.sessions = [
            EventFactory(**facts, starts_at=moment(days=day), draft=day > 14)
            for day in (7, 14, 21, 28)
        ]
        self.skipped = set()  # (address, session) that only the person can take up again

    def session(self, number):
        return Event.objects.get(pk=self.sessions[number].pk)

    @rule(target=people)
    def register(self):
        self.number += 1
        facts = {"name": "Sample", "affiliation": "", "email": f"sample.{self.number}@example.org"}
        registering.ask(self.series, **facts)
        return registering.confirm(self.series.series_registrations.get(email=facts["email"]))

    @rule(who=people)
    def come_back(self, who):
        was_away = SeriesRegistration.objects.get(pk=who.pk).is_cancelled
        registering.ask(self.series, name="Again", affiliation="", email=who.email)
        registering.confirm(who)
        if was_away:
            self.skipped = {one for one in self.skipped if one[0] != who.email_key}

    @rule(who=people)
    def leave(self, who):
        registering.leave(who)

    @rule(who=people, number=SESSIONS)
    def skip(self, who, number):
        mine = Registration.objects.filter(event=self.session(number), email_key=who.email_key)
        if mine.exists():
            self.skipped.add((who.email_key, number))
        registering.skip(who, self.session(number))

    @rule(who=people, number=SESSIONS)
    def take_up(self, who, number):
        try:
            registering.take_up(who, self.session(number))
        except (ForbiddenMove, RegistrationClosed):
            return
        self.skipped.discard((who.email_key, number))

    @rule(number=SESSIONS)
    def somebody_comes_once(self, number):
        if self.session(number).registration_is_open:
            registration = RegistrationFactory(event=self.session(number), state=State.UNCONFIRMED)
            one_by_one.confirm(registration)

    @rule(number=SESSIONS)
    def an_organiser_cancels_the_first(self, number):
        first = self.session(number).registrations.in_line().first()
        if first:
            one_by_one.cancel(first)
            self.skipped.add((first.email_key, number))

    @rule(number=SESSIONS)
    def publish(self, number):
        if self.session(number).is_draft:
            organising.publish(self.session(number))

    @rule(number=SESSIONS, capacity=st.integers(0, 5))
    def change_capacity(self, number, capacity):
        event = self.session(number)
        event.capacity = max(capacity, event.places_taken)
        organising.save(event)

    @rule()
    def look_again(self):
        before = Registration.objects.count()
        following.catch_up()
        assert Registration.objects.count() == before

    @invariant()
    def who_is_registered_is_in_the_line_of_every_open_session_they_do_not_skip(self):
        for who in self.series.series_registrations.registered():
            for number in range(len(self.sessions)):
                event = self.session(number)
                if event.registration_is_open and (who.email_key, number) not in self.skipped:
                    assert event.registrations.in_line().filter(email_key=who.email_key).exists()

    @invariant()
    def who_skips_or_has_left_is_in_no_line(self):
        left = self.series.series_registrations.filter(state="cancelled").values("email_key")
        lines = Registration.objects.filter(event__series=self.series).in_line()
        assert not lines.filter(email_key__in=left).exists()
        for email_key, number in self.skipped:
            mine = self.session(number).registrations.filter(email_key=key_of(email_key))
            assert not mine.in_line().exists()

    @invariant()
    def never_overbooked_and_no_place_is_idle(self):
        for number in range(len(self.sessions)):
            event = self.session(number)
            holding = event.registrations.holding_places().count()
            assert event.places_taken == holding <= event.capacity
            waits = event.registrations.waiting_in_line().exists()
            assert not waits or event.places_left == 0


@pytest.fixture(autouse=True)
def _silent_bell(monkeypatch):
    monkeypatch.setattr(bell, "silent_until", float("inf"))


@pytest.mark.uncovered
class TestAnyOrder(FollowingASeries.TestCase, TestCase):
    settings = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
