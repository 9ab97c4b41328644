import pytest

from events.reviews import reviewing
from events.reviews.models import Assignment, DeclaredConflict, Review, Reviewer
from events.submissions import deciding
from events.submissions.models import State, Submission
from tests.factories.reviews import AssignmentFactory, ReviewerFactory, ReviewFactory

JUDGED = {"score": 4, "confidence": 2, "comment": "A **clear** talk.", "revision": 1, "seen": 0}


def test_a_review_is_stored_with_the_text_it_is_of(reviewer, talk):
    review = reviewing.judge(reviewer, talk, **JUDGED)

    review.refresh_from_db()
    assert (review.score, review.confidence, review.revision, review.version) == (4, 2, 1, 1)
    assert "<strong>clear</strong>" in review.comment_html


def test_it_can_be_changed_by_who_has_seen_it(reviewer, talk):
    reviewing.judge(reviewer, talk, **JUDGED)

    reviewing.judge(reviewer, talk, **JUDGED | {"score": 2, "seen": 1})

    assert Review.objects.get().score == 2


@pytest.mark.parametrize("seen", [0, 2])
def test_what_was_written_in_another_window_is_not_overwritten_unseen(reviewer, talk, seen):
    reviewing.judge(reviewer, talk, **JUDGED)

    with pytest.raises(reviewing.Overtaken) as conflict:
        reviewing.judge(reviewer, talk, **JUDGED | {"score": 1, "seen": seen})

    assert conflict.value.stored.score == 4
    assert Review.objects.get().score == 4


def test_a_review_of_the_text_that_was_read_stays_one_when_the_text_changes(reviewer, talk):
    Submission.objects.update(revision=3)

    review = reviewing.judge(reviewer, talk, **JUDGED | {"revision": 2})

    assert review.is_of_older_text


def test_nobody_has_read_a_text_that_is_not_written_yet(reviewer, talk):
    assert reviewing.judge(reviewer, talk, **JUDGED | {"revision": 99}).revision == 1


@pytest.mark.parametrize("state", [one for one in State if one != State.SUBMITTED])
def test_what_is_decided_or_withdrawn_is_closed(reviewer, talk, state):
    Submission.objects.update(state=state)

    with pytest.raises(reviewing.Closed):
        reviewing.judge(reviewer, talk, **JUDGED)


def test_a_staged_decision_closes_nothing_before_it_is_released(reviewer, talk):
    deciding.stage(talk, State.ACCEPTED, by=None)
    reviewing.judge(reviewer, talk, **JUDGED)

    deciding.release_one(talk, by=None)

    with pytest.raises(reviewing.Closed):
        reviewing.judge(reviewer, talk, **JUDGED | {"seen": 1})


def test_who_was_removed_writes_nothing_any_more(reviewer, talk):
    Reviewer.objects.update(removed_at="2026-01-01T12:00Z")

    with pytest.raises(reviewing.Closed):
        reviewing.judge(reviewer, talk, **JUDGED)


def test_with_a_declared_conflict_what_was_assigned_and_written_goes(reviewer, talk):
    AssignmentFactory(reviewer=reviewer, submission=talk)
    ReviewFactory(reviewer=reviewer, submission=talk)
    other = ReviewFactory(reviewer=ReviewerFactory(call=talk.call), submission=talk)

    reviewing.declare_conflict(reviewer, talk, why="My student", by=reviewer.user)

    assert not Assignment.objects.exists()
    assert list(Review.objects.all()) == [other]
    assert DeclaredConflict.objects.get().why == "My student"


def test_a_conflict_declared_twice_is_one(reviewer, talk):
    for why in ("One", "Two"):
        reviewing.declare_conflict(reviewer, talk, why=why, by=None)

    assert DeclaredConflict.objects.get().why == "Two"
