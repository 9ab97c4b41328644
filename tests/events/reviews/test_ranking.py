import pytest

from events.reviews import ranking
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.reviews import DeclaredConflictFactory, ReviewerFactory, ReviewFactory
from tests.factories.submissions import DecisionFactory, SubmissionFactory


@pytest.fixture
def organiser(db):
    return UserFactory(roles=[Role.ORGANISER], name="Olga Organiser")


def judged(call, *scores, **facts):
    """Return a talk of the call with these scores, each by a reviewer of its own."""
    talk = SubmissionFactory(call=call, **facts)
    for score in scores:
        ReviewFactory(submission=talk, score=score)
    return talk


def test_the_best_stand_first_and_what_nobody_judged_last(call, organiser):
    weak, good, none = judged(call, 2, 2), judged(call, 5, 4), judged(call)

    assert [row.talk for row in ranking.of(call, user=organiser)] == [good, weak, none]


def test_a_row_says_mean_number_and_spread(call, organiser):
    judged(call, 1, 3, 5)

    (row,) = ranking.of(call, user=organiser)

    assert (row.number, row.mean, row.scores[0], row.scores[-1]) == (3, 3, 1, 5)
    assert row.deviation == pytest.approx(1.633, abs=0.001)
    assert row.is_disputed


def test_who_agrees_does_not_dispute(call, organiser):
    judged(call, 2, 4)

    assert not ranking.of(call, user=organiser)[0].is_disputed


def test_the_adjusted_mean_makes_the_strict_and_the_mild_alike(call, organiser):
    strict, mild = ReviewerFactory.create_batch(2, call=call)
    ones, twos = SubmissionFactory.create_batch(2, call=call)
    for talk, score in ((ones, 1), (twos, 2)):
        ReviewFactory(submission=talk, reviewer=strict, score=score)
        ReviewFactory(submission=talk, reviewer=mild, score=score + 3)
    alone = SubmissionFactory(call=call)
    ReviewFactory(submission=alone, reviewer=mild, score=4)

    adjusted = {row.talk: row.adjusted for row in ranking.of(call, user=organiser)}

    assert adjusted[ones] < adjusted[twos]
    means = {row.talk: row.mean for row in ranking.of(call, user=organiser)}
    assert means[alone] - adjusted[alone] > 0.5  # by somebody mild alone


def test_the_adjusted_mean_stays_within_the_scale(call, organiser):
    strict, mild = ReviewerFactory.create_batch(2, call=call)
    for number in range(4):
        talk = SubmissionFactory(call=call)
        ReviewFactory(submission=talk, reviewer=strict, score=1 if number else 5)
        ReviewFactory(submission=talk, reviewer=mild, score=5)
    best, worst = SubmissionFactory.create_batch(2, call=call)
    ReviewFactory(submission=best, reviewer=strict, score=5)
    ReviewFactory(submission=worst, reviewer=mild, score=1)

    adjusted = {row.talk: row.adjusted for row in ranking.of(call, user=organiser)}

    assert (adjusted[best], adjusted[worst]) == (5, 1)


def test_who_judged_alone_is_taken_at_their_word(call, organiser):
    judged(call, 5)
    judged(call, 1)

    assert [row.adjusted for row in ranking.of(call, user=organiser)] == [5, 1]


def test_a_review_by_somebody_with_a_conflict_by_now_does_not_count(call, organiser):
    talk = judged(call, 5, 1)
    kind = talk.reviews.get(score=5).reviewer
    DeclaredConflictFactory(reviewer=kind, submission=talk)

    (row,) = ranking.of(call, user=organiser)

    assert row.scores == [1]


def test_what_a_removed_or_erased_reviewer_wrote_counts(call, organiser):
    talk = judged(call, 5, 1)
    removed, erased = (review.reviewer for review in talk.reviews.all())
    removed.removed_at = "2026-01-01T12:00Z"
    removed.save()
    erased.user = None
    erased.save()

    assert ranking.of(call, user=organiser)[0].scores == [1, 5]


def test_reviews_of_an_older_text_are_counted_apart(call, organiser):
    judged(call, 4, 4, revision=2)
    ReviewFactory(submission=Submission.objects.get(), revision=1)

    row = ranking.of(call, user=organiser)[0]
    assert (row.number, row.older) == (3, 1)


def test_an_organisers_own_talk_has_no_numbers(call, organiser):
    judged(call, 5, submitter=organiser)

    (row,) = ranking.of(call, user=organiser)

    assert (row.is_hidden, row.number, row.mean) == (True, 0, None)


def test_nor_does_it_show_in_the_strictness_of_its_reviewers(call, organiser):
    reviewer = ReviewerFactory(call=call)
    other = SubmissionFactory(call=call)
    ReviewFactory(submission=other, reviewer=reviewer, score=3)
    ReviewFactory(submission=judged(call, 5), reviewer=reviewer, score=3)
    before = [row.adjusted for row in ranking.of(call, user=organiser)]

    own = SubmissionFactory(call=call, submitter=organiser)
    ReviewFactory(submission=own, reviewer=reviewer, score=1)

    assert [row.adjusted for row in ranking.of(call, user=organiser)][:2] == before


@pytest.mark.parametrize("state", State)
def test_everything_that_was_submitted_and_not_withdrawn_is_ranked(call, organiser, state):
    SubmissionFactory(call=call, state=state)

    shown = state not in {State.DRAFT, State.WITHDRAWN}
    assert len(ranking.of(call, user=organiser)) == shown


def test_each_order_has_the_best_first_among_equals(call, organiser):
    good, disputed, bare = judged(call, 5, 5), judged(call, 1, 5), judged(call)
    DecisionFactory(submission=bare)

    def by(key):
        return [row.talk for row in sorted(rows, key=ranking.KEYS[key])]

    rows = ranking.of(call, user=organiser)
    assert by("mean") == [good, disputed, bare]
    assert by("spread") == [disputed, good, bare]
    assert by("number") == [bare, good, disputed]
    assert by("decision") == [bare, good, disputed]
    assert by("track") == by("state") == [good, disputed, bare]
