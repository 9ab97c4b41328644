"""In whatever order things happen: never overbooked, no idle place while somebody waits, first come first served."""

import pytest
from django.test import TestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
)

from events import organising
from events.models import Event
from events.registrations import correcting, offering, parts, registering
from events.registrations.models import (
    SERVES,
    TAKES_PART,
    Attendance,
    Part,
    PartPlace,
    Registration,
    State,
    Wish,
)
from portal.common.moves import ForbiddenMove
from portal.mail.bell import bell
from tests.factories.events import EventFactory, PartFactory

CAPACITIES = st.integers(0, 4)


class Registering(RuleBasedStateMachine):
    """A hybrid event, people who come and go, and an organiser who changes the number of places."""

    asked = Bundle("asked")
    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.number = 0
        self.event = EventFactory(
            registrations=True, mode=Event.Mode.HYBRID, capacity=2, online_capacity=1
        )
        self.dinner = PartFactory(event=self.event, capacity=1)

    @rule(target=asked, wish=st.sampled_from(Wish.values), dines=st.booleans())
    def ask(self, wish, dines):
        self.number += 1
        email = f"sample.{self.number}@example.org"
        dinner = [self.dinner] if dines else []
        facts = {"name": "Sample", "affiliation": "", "email": email}
        registering.ask(self.event, **facts, wish=wish, parts_wished=dinner)
        return self.event.registrations.get(email=email)

    @rule(target=known, registration=consumes(asked))
    def confirm(self, registration):
        return registering.confirm(registration)

    @rule(registration=known)
    def cancel(self, registration):
        registering.cancel(registration)

    @rule(target=asked, registration=consumes(known))
    def ask_again(self, registration):
        registering.cancel(registration)
        registering.ask(
            self.event, name="Again", affiliation="", email=registration.email, wish="either"
        )
        return registration

    @rule(registration=known)
    def accept(self, registration):
        try:
            offering.accept(registration)
        except ForbiddenMove:
            registration.refresh_from_db()
            assert not registration.is_offered

    @rule(registration=known)
    def let_offer_expire(self, registration):
        offers = Registration.objects.offered().filter(pk=registration.pk)
        offers.update(offered_until=timezone.now())
        offering.expire_all()
        assert not offers.exists()

    @rule(registration=known, dines=st.booleans())
    def change_ones_mind_about_the_dinner(self, registration, dines):
        dinner = [self.dinner] if dines else []
        try:
            correcting.correct(
                registration, name="Sample", affiliation="", answers={}, parts_wished=dinner
            )
        except ForbiddenMove:
            registration.refresh_from_db()
            assert not registration.is_in_line

    @rule(places=CAPACITIES)
    def change_places_at_dinner(self, places):
        dinner = Part.objects.get(pk=self.dinner.pk)
        dinner.capacity = max(places, dinner.places_taken)  # fewer is refused at the form
        parts.save(dinner)

    @rule(on_site=CAPACITIES, online=CAPACITIES)
    def change_capacity(self, on_site, online):
        event = Event.objects.get(pk=self.event.pk)
        event.capacity = max(on_site, event.places_taken)  # fewer is refused at the form
        event.online_capacity = max(online, event.online_places_taken)
        organising.save(event)

    @precondition(lambda self: self.number)
    @invariant()
    def never_overbooked(self):
        event = Event.objects.get(pk=self.event.pk)
        holding = event.registrations.holding_places()
        online = holding.filter(attendance=Attendance.ONLINE).count()
        assert event.online_places_taken == online <= event.online_capacity
        assert event.places_taken == holding.count() - online <= event.capacity

    @invariant()
    def no_place_is_idle_while_somebody_waits_for_it(self):
        event = Event.objects.get(pk=self.event.pk)
        wishes = set(event.registrations.waiting_in_line().values_list("wish", flat=True))
        waited_for = {attendance for wish in wishes for attendance in SERVES[wish]}
        assert Attendance.ON_SITE not in waited_for or event.places_left == 0
        assert Attendance.ONLINE not in waited_for or event.online_places_left == 0

    @invariant()
    def the_dinner_is_never_overbooked_and_for_who_takes_part(self):
        dinner = Part.objects.get(pk=self.dinner.pk)
        dining = dinner.places.filter(state=PartPlace.State.TAKEN)
        assert dinner.places_taken == dining.count() <= dinner.capacity
        assert not dining.exclude(registration__state__in=TAKES_PART).exists()

    @invariant()
    def no_place_at_dinner_is_idle_while_somebody_waits_for_it(self):
        dinner = Part.objects.get(pk=self.dinner.pk)
        assert dinner.places_left == 0 or not dinner.places.waiting_in_line().exists()

    @invariant()
    def nobody_is_overtaken_by_somebody_who_wished_the_same(self):
        for wish in Wish.values:
            line = self.event.registrations.in_line().filter(wish=wish).order_by("line_number")
            waits = [state == State.WAITING for state in line.values_list("state", flat=True)]
            assert waits == sorted(waits)

    @invariant()
    def every_standing_is_the_last_step_of_its_history(self):
        for registration in self.event.registrations.exclude(state=State.UNCONFIRMED):
            assert registration.steps.order_by("pk").last().to_state == registration.state


@pytest.fixture(autouse=True)
def _silent_bell(monkeypatch):
    monkeypatch.setattr(bell, "silent_until", float("inf"))


@pytest.mark.uncovered
class TestAnyOrder(Registering.TestCase, TestCase):
    settings = settings(
        max_examples=20,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
