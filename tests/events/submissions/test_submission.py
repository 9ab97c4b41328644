import itertools

import pytest
from django.db import IntegrityError, transaction

from events.submissions.models import MOVES, State, Submission
from portal.common.moves import ForbiddenMove
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

ALLOWED = [(state, new) for state in State for new in sorted(MOVES[state])]
FORBIDDEN = sorted(set(itertools.product(State, State)) - set(ALLOWED))


def test_the_table_of_moves_is_the_one_that_was_agreed():
    assert {(str(state), str(new)) for state, new in ALLOWED} == {
        ("draft", "submitted"),
        ("draft", "withdrawn"),
        ("submitted", "accepted"),
        ("submitted", "waitlisted"),
        ("submitted", "rejected"),
        ("submitted", "withdrawn"),
        ("waitlisted", "accepted"),
        ("waitlisted", "rejected"),
        ("waitlisted", "withdrawn"),
        ("accepted", "confirmed"),
        ("accepted", "withdrawn"),
        ("confirmed", "withdrawn"),
        ("withdrawn", "draft"),
    }


@pytest.mark.parametrize(("state", "new"), ALLOWED)
def test_a_listed_move_is_made_and_remembered(state, new, organiser):
    submission = SubmissionFactory(state=state)

    submission.move_to(new, by=organiser)

    submission.refresh_from_db()
    move = submission.moves.get()
    assert submission.state == new
    assert (move.from_state, move.to_state, move.moved_by) == (state, new, organiser)
    assert str(move) == f"{state} → {new}"


@pytest.mark.parametrize(("state", "new"), FORBIDDEN)
def test_any_other_move_is_refused_and_leaves_no_trace(state, new, organiser):
    submission = SubmissionFactory(state=state)

    with pytest.raises(ForbiddenMove):
        submission.move_to(new, by=organiser)

    submission.refresh_from_db()
    assert submission.state == state
    assert not submission.moves.exists()


def test_a_walk_through_all_moves_leaves_its_whole_history(organiser):
    submission = SubmissionFactory(state=State.DRAFT)
    walk = ["submitted", "withdrawn", "draft", "submitted", "accepted", "withdrawn", "draft"]

    for state in walk:
        submission.move_to(State(state), by=organiser)

    history = submission.moves.values_list("from_state", "to_state")
    assert list(history) == list(itertools.pairwise(["draft", *walk]))


def test_a_move_is_judged_by_the_stored_state_not_by_a_stale_copy(organiser):
    submission = SubmissionFactory()
    stale = Submission.objects.get(pk=submission.pk)
    submission.move_to(State.REJECTED, by=organiser)

    with pytest.raises(ForbiddenMove):
        stale.move_to(State.ACCEPTED, by=organiser)


def test_a_stale_copy_does_not_forget_that_it_was_submitted(organiser):
    submission = SubmissionFactory(state=State.DRAFT)
    stale = Submission.objects.get(pk=submission.pk)
    submission.move_to(State.SUBMITTED, by=submission.submitter)

    stale.move_to(State.WITHDRAWN, by=submission.submitter)

    assert Submission.objects.for_organisers().get() == submission


def test_the_moment_of_submitting_is_kept_and_forgotten_with_a_new_draft(organiser):
    submission = SubmissionFactory(state=State.DRAFT)

    submission.move_to(State.SUBMITTED, by=organiser)
    assert submission.submitted_at == submission.moves.get().moved_at

    submission.move_to(State.WITHDRAWN, by=organiser)
    assert submission.submitted_at is not None

    submission.move_to(State.DRAFT, by=organiser)
    assert submission.submitted_at is None


@pytest.mark.parametrize("state", ["unheard-of", "", "Draft"])
def test_the_database_refuses_a_state_nobody_knows(state):
    submission = SubmissionFactory()

    with pytest.raises(IntegrityError, match="submission_state_known"), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(state=state)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.REJECTED])
def test_the_database_refuses_a_decision_on_what_was_never_submitted(state):
    draft = SubmissionFactory(state=State.DRAFT)

    with pytest.raises(IntegrityError, match="submission_decided_after_submitted"):
        Submission.objects.filter(pk=draft.pk).update(state=state)


def test_organisers_see_no_drafts_and_nothing_withdrawn_unsent():
    sent = [SubmissionFactory(state=state) for state in State if state != State.DRAFT]
    SubmissionFactory(state=State.DRAFT)
    SubmissionFactory(state=State.WITHDRAWN, submitted_at=None)

    assert set(Submission.objects.for_organisers()) == set(sent)


def test_what_waits_for_a_decision_comes_first_in_the_order_of_submitting():
    decided = SubmissionFactory(state=State.REJECTED)
    first = SubmissionFactory()
    second = SubmissionFactory()

    assert list(Submission.objects.undecided_first()) == [first, second, decided]
    assert list(Submission.objects.awaiting_decision()) == [first, second]


def test_submissions_are_counted_by_state():
    SubmissionFactory.create_batch(2)
    SubmissionFactory(state=State.REJECTED)

    assert Submission.objects.counted_by_state() == {State.SUBMITTED: 2, State.REJECTED: 1}


def test_ones_own_submissions_are_nobody_elses():
    mine = SubmissionFactory()
    SubmissionFactory()

    assert list(Submission.objects.of(mine.submitter)) == [mine]


@pytest.mark.parametrize("state", State)
def test_the_text_changes_only_before_a_decision_and_before_the_deadline(state):
    open_one = SubmissionFactory(state=state)
    closed_one = SubmissionFactory(state=state, call=CallFactory(closed=True))

    assert open_one.can_be_written == (state in {State.DRAFT, State.SUBMITTED})
    assert not closed_one.can_be_written


def test_a_draft_without_a_title_is_called_untitled():
    draft = SubmissionFactory(state=State.DRAFT, title="")

    assert str(draft) == draft.heading == "Untitled"
