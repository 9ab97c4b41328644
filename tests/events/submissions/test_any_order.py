"""In whatever order authors and organisers act: every submission follows the table of moves, and nobody else knows of a draft."""

import datetime
import itertools

import pytest
from django.test import TestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from events.models import Talk
from events.submissions import deciding, writing
from events.submissions.models import (
    DECIDED,
    IN_PROGRAMME,
    MOVES,
    Call,
    Decision,
    State,
    Submission,
)
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove
from portal.mail.bell import bell
from portal.mail.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

SUBMITTED = State.SUBMITTED
FEW = 2  # submissions: more would each come less far
DAY = datetime.timedelta(days=1)


class Proposing(RuleBasedStateMachine):
    """A call that opens and closes, its authors and two organisers.

    `states` and `staged` are what the table says of each submission, kept apart from the portal.
    """

    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.call = CallFactory()
        self.organiser = UserFactory(roles=[Role.ORGANISER])
        self.is_open = True
        self.states = {}
        self.staged = {}
        self.changed_since = set()  # staged, and written on since

    @initialize(target=known)
    def begin_and_submit(self):
        pk = self.begin()
        self.write(pk, submit=True)
        return pk

    @precondition(lambda self: len(self.states) < FEW)
    @rule(target=known)
    def begin_another(self):
        return self.begin()

    def begin(self):
        author = UserFactory(roles=[Role.MEMBER])
        submission = SubmissionFactory.build(call=self.call, submitter=author, state=State.DRAFT)
        if not self.is_open:
            submission = SubmissionFactory(call=self.call, submitter=author, state=State.DRAFT)
        else:
            writing.write(submission)
        self.states[submission.pk] = State.DRAFT
        return submission.pk

    @rule(is_open=st.booleans())
    def move_the_deadline(self, is_open):
        self.is_open = is_open
        closes_at = timezone.now() + DAY * (1 if is_open else -1)
        Call.objects.filter(pk=self.call.pk).update(closes_at=closes_at)

    @rule(pk=known, submit=st.booleans())
    def write(self, pk, submit):
        submission = Submission.objects.get(pk=pk)
        submission.title = "Another title"
        can_write = self.is_open and self.states[pk] in (State.DRAFT, SUBMITTED)
        if self.expect(can_write, writing.NotOpen, writing.write, submission, submit=submit):
            self.changed_since |= {pk} & self.staged.keys()
            if submit:
                self.states[pk] = SUBMITTED

    @rule(pk=known)
    def withdraw(self, pk):
        submission = Submission.objects.get(pk=pk)
        if self.move(pk, State.WITHDRAWN, writing.withdraw, submission, by=submission.submitter):
            self.forget(pk)

    @rule(pk=known)
    def take_up_again(self, pk):
        submission = Submission.objects.get(pk=pk)
        if not self.is_open:
            with pytest.raises(writing.NotOpen):
                writing.take_up_again(submission, by=submission.submitter)
        else:
            self.move(pk, State.DRAFT, writing.take_up_again, submission, by=submission.submitter)

    @rule(pk=known)
    def confirm(self, pk):
        submission = Submission.objects.get(pk=pk)
        if self.states[pk] == State.CONFIRMED:
            writing.confirm(submission, by=submission.submitter)  # said twice it is said once
        else:
            self.move(pk, State.CONFIRMED, writing.confirm, submission, by=submission.submitter)

    @rule(pk=known, state=st.sampled_from(DECIDED))
    def stage(self, pk, state):
        submission = Submission.objects.get(pk=pk)
        is_decided_on = self.states[pk] in (SUBMITTED, State.WAITLISTED)
        can_stage = is_decided_on and state != self.states[pk]
        staging = (ForbiddenMove, deciding.stage, submission, state)
        if self.expect(can_stage, *staging, by=self.organiser):
            self.staged[pk] = state
            self.changed_since.discard(pk)

    @rule(pk=known)
    def take_back(self, pk):
        deciding.take_back(Submission.objects.get(pk=pk))
        self.forget(pk)

    @rule(pk=known)
    def release_one(self, pk):
        releasing = (deciding.release_one, Submission.objects.get(pk=pk))
        if pk not in self.staged:
            self.expect(False, deciding.DecidedMeanwhile, *releasing, by=self.organiser)
        elif self.expect(
            pk not in self.changed_since, writing.Overtaken, *releasing, by=self.organiser
        ):
            self.states[pk] = self.staged[pk]
            self.forget(pk)

    @rule()
    def release_all(self):
        mark = Decision.objects.of(self.call).mark()
        can_release = not self.changed_since
        releasing = (writing.Overtaken, deciding.release, self.call)
        if self.expect(can_release, *releasing, by=self.organiser, seen=mark):
            self.states |= self.staged
            self.staged = {}

    def move(self, pk, state, verb, *arguments, **named):
        """Let a verb take a step; it is refused exactly where the table has none."""
        can_move = state in MOVES[self.states[pk]]
        if self.expect(can_move, ForbiddenMove, verb, *arguments, **named):
            self.states[pk] = state
            return True
        return False

    def expect(self, is_allowed, refusal, verb, *arguments, **named):
        if is_allowed:
            verb(*arguments, **named)
        else:
            with pytest.raises(refusal):
                verb(*arguments, **named)
        return is_allowed

    def forget(self, pk):
        self.staged.pop(pk, None)
        self.changed_since.discard(pk)

    @invariant()
    def everything_is_where_the_table_puts_it(self):
        stored = Submission.objects.filter(call=self.call).values_list("pk", "state")
        assert dict(stored) == self.states
        waiting = Decision.objects.of(self.call).values_list("submission", "state")
        assert dict(waiting) == self.staged

    @invariant()
    def every_history_is_a_walk_through_the_table_to_where_it_stands(self):
        for submission in Submission.objects.filter(call=self.call).prefetch_related("moves"):
            steps = [(move.from_state, move.to_state) for move in submission.moves.all()]
            walk = [State.DRAFT, *(after for _before, after in steps)]
            assert steps == list(itertools.pairwise(walk))
            assert all(after in MOVES[before] for before, after in steps)
            assert walk[-1] == submission.state
            assert all(move.moved_by and move.moved_at for move in submission.moves.all())

    @invariant()
    def in_the_programme_stands_what_was_accepted_and_nothing_else(self):
        given = Talk.objects.filter(event=self.call.event, is_cancelled=False)
        in_programme = [pk for pk, state in self.states.items() if state in IN_PROGRAMME]
        assert set(given.values_list("submission", flat=True)) == set(in_programme)

    @invariant()
    def a_draft_is_silent(self):
        read = set(Submission.objects.for_organisers().values_list("pk", flat=True))
        drafts = {pk for pk, state in self.states.items() if state == State.DRAFT}
        assert not read & drafts
        decided = {
            f"submission:{pk}"
            for pk in Submission.objects.filter(moves__to_state__in=DECIDED).values_list(
                "pk", flat=True
            )
        }
        assert set(Message.objects.values_list("about", flat=True)) <= decided

    @invariant()
    def each_decision_is_told_once(self):
        decisions = Submission.objects.filter(moves__to_state__in=DECIDED).values_list("moves")
        assert Message.objects.filter(kind="submission-decision").count() == len(decisions)


@pytest.fixture(autouse=True)
def _silent_bell(monkeypatch):
    monkeypatch.setattr(bell, "silent_until", float("inf"))


@pytest.mark.uncovered
class TestAnyOrder(Proposing.TestCase, TestCase):
    settings = settings(
        max_examples=25,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
