"""Reviewers and organisers who act at the same time, each over a connection of their own."""

import pytest
from django.db import IntegrityError

from events.reviews import assigning, reviewing
from events.reviews.models import Assignment, Review, Reviewer
from events.submissions.models import Submission
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.reviews import ReviewerFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)
JUDGED = {"confidence": None, "comment": "", "revision": 1, "seen": 0}


@pytest.fixture
def meeting(monkeypatch):
    """Whoever comes first to save a review waits for the other, if a lock lets that one come so far."""
    meeting = Meeting()
    save = Review.save

    def save_after_meeting(row, *args, **kwargs):
        meeting.wait_for_the_other()
        save(row, *args, **kwargs)

    monkeypatch.setattr(Review, "save", save_after_meeting)
    return meeting


@pytest.fixture
def without_locks(monkeypatch):
    for model in (Submission, Reviewer):
        queryset = type(model.objects.all())
        monkeypatch.setattr(queryset, "select_for_update", lambda rows, **_: rows.all())


def windows_of(reviewer, talk):
    """Return what the same reviewer does in two windows: give another score in each."""

    def saving(score):
        def act():
            try:
                reviewing.judge(reviewer, talk, score=score, **JUDGED)
            except (reviewing.Overtaken, IntegrityError) as error:
                return type(error)
            return score

        return act

    return [saving(1), saving(5)]


def test_of_two_windows_at_once_one_saves_and_the_other_is_shown_it(meeting):
    talk = SubmissionFactory()
    results = at_once(*windows_of(ReviewerFactory(call=talk.call), talk))

    assert reviewing.Overtaken in results
    assert Review.objects.get().score in results


def test_without_the_locks_the_database_refuses_the_second_and_nobody_is_shown_anything(
    meeting, without_locks
):
    talk = SubmissionFactory()
    results = at_once(*windows_of(ReviewerFactory(call=talk.call), talk))

    assert IntegrityError in results
    assert reviewing.Overtaken not in results


def test_two_reviewers_at_once_both_write():
    talk = SubmissionFactory()
    one, other = ReviewerFactory.create_batch(2, call=talk.call)

    at_once(*(lambda by=by: reviewing.judge(by, talk, score=3, **JUDGED) for by in (one, other)))

    assert Review.objects.count() == 2


# --- Two organisers share out at once -------------------------------------------------------------


@pytest.fixture
def sharing(monkeypatch):
    """Two organisers press the button; both have worked it out before either writes, if the lock lets them."""
    meeting = Meeting()
    spread = assigning.spread

    def spread_after_meeting(*args, **kwargs):
        meeting.wait_for_the_other()
        return spread(*args, **kwargs)

    monkeypatch.setattr(assigning, "spread", spread_after_meeting)
    call = CallFactory()
    ReviewerFactory.create_batch(4, call=call)
    SubmissionFactory.create_batch(6, call=call)

    def act():
        try:
            return assigning.evenly(call, 2, by=None).assigned
        except IntegrityError:
            return IntegrityError

    return [act, act]


def test_talks_shared_out_by_two_at_once_are_shared_out_once(sharing):
    assert sorted(at_once(*sharing)) == [0, 12]
    assert Assignment.objects.count() == 12


def test_without_the_lock_the_second_breaks_on_what_the_first_has_assigned(sharing, monkeypatch):
    monkeypatch.setattr(assigning, "lock", lambda call: call)

    assert set(at_once(*sharing)) == {12, IntegrityError}
