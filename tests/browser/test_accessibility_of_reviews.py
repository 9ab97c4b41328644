"""The pages of reviews, of who writes them and of who reads them: nothing for axe to find."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.browser.axe import findings
from tests.factories.accounts import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    DeclaredConflictFactory,
    ReviewerFactory,
    ReviewFactory,
    RoundFactory,
)
from tests.factories.submissions import (
    CallFactory,
    DecisionFactory,
    SubmissionFactory,
    TrackFactory,
    from_now,
)


@pytest.fixture
def reviewer(transactional_db):
    """Who reviews eight talks: a disputed one, one that is decided, one whose decision is noted."""
    call = CallFactory(max_per_person=9)
    RoundFactory(call=call, due_at=from_now(days=9))
    track = TrackFactory(call=call, name="Statistics of samples")
    reviewer, second, third = ReviewerFactory.create_batch(3, call=call)
    talks = SubmissionFactory.create_batch(6, call=call, track=track)
    noted = DecisionFactory(submission__call=call).submission
    accepted = SubmissionFactory(call=call, accepted=True)
    for score, talk in enumerate([*talks[:4], noted], start=1):
        ReviewFactory(submission=talk, reviewer=reviewer, score=score)
        ReviewFactory(submission=talk, reviewer=second, score=6 - score)
    ReviewFactory(submission=accepted, reviewer=second)
    for talk in talks:
        AssignmentFactory(submission=talk, reviewer=reviewer)
    DeclaredConflictFactory(submission=talks[0], reviewer=third)
    return reviewer


def test_the_pages_of_reviewers_are_accessible(reviewer, new_page, sign_in):
    call = reviewer.call
    anonymous = ReviewerFactory(user=reviewer.user, call=CallFactory(is_anonymous=True))
    hidden = SubmissionFactory(call=anonymous.call)
    new, decided = (call.submissions.filter(state=one).last() for one in ("submitted", "accepted"))
    written = reviewer.reviews.first().submission
    pages = [
        reverse("reviews:calls"),
        *(reverse("reviews:call", args=[one.pk]) for one in (call, anonymous.call)),
        *(reverse("reviews:review", args=[one.pk]) for one in (new, decided, written, hidden)),
        "/me/",
    ]
    page = new_page(width=320)
    sign_in(page, reviewer.user)

    assert findings(page, pages) == {}


def test_the_pages_of_reviews_at_the_desk_are_accessible(reviewer, new_page, sign_in):
    call = reviewer.call
    names = ["reviewers", "assignments", "ranking"]
    written = reviewer.reviews.first().submission
    pages = [
        *(reverse(f"reviews-desk:{name}", args=[call.pk]) for name in names),
        *(reverse(f"reviews-desk:{name}", args=[CallFactory().pk]) for name in names),
        reverse("reviews-desk:tracks", args=[reviewer.pk]),
        reverse("reviews-desk:assign", args=[written.pk]),
        written.desk_url,
    ]
    page = new_page(width=320)
    sign_in(page, UserFactory(roles=[Role.ORGANISER, Role.MEMBER]))

    assert findings(page, pages) == {}
