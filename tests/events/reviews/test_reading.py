"""What a reviewer sees is what may be judged, and nothing tells of the rest."""

import pytest

from events.reviews import reading
from events.reviews.models import Reviewer
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.projects import PersonFactory
from tests.factories.reviews import (
    AssignmentFactory,
    DeclaredConflictFactory,
    ReviewerFactory,
    ReviewFactory,
)
from tests.factories.submissions import CoAuthorFactory, SubmissionFactory, TrackFactory


def seen(reviewer):
    portion = reading.portion_of(Reviewer.objects.of(reviewer.user).get())
    return {item.submission for item in portion.items}


def portion(reviewer):
    return reading.portion_of(Reviewer.objects.of(reviewer.user).get())


@pytest.mark.parametrize("state", State)
def test_what_is_submitted_and_not_withdrawn_is_seen(reviewer, call, state):
    talk = SubmissionFactory(call=call, state=state)

    hidden = state in {State.DRAFT, State.WITHDRAWN}
    assert seen(reviewer) == (set() if hidden else {talk})


def test_talks_of_other_calls_are_not_seen(reviewer):
    SubmissionFactory()

    assert seen(reviewer) == set()


def test_a_reviewer_of_some_tracks_sees_those_alone(call):
    one, other = TrackFactory.create_batch(2, call=call)
    reviewer = ReviewerFactory(call=call, tracks=[one])
    mine = SubmissionFactory(call=call, track=one)
    SubmissionFactory(call=call, track=other)
    SubmissionFactory(call=call)

    assert seen(reviewer) == {mine}
    assert set(reviewer.submissions) == {mine}


def test_a_track_that_is_deleted_opens_no_other(call):
    track = TrackFactory(call=call)
    reviewer = ReviewerFactory(call=call, tracks=[track])
    SubmissionFactory(call=call)

    track.delete()

    assert seen(reviewer) == set()


def test_what_is_in_conflict_is_not_seen(reviewer, talk):
    DeclaredConflictFactory(reviewer=reviewer, submission=talk)

    assert seen(reviewer) == set()


@pytest.mark.parametrize("gone", [{"removed_at": "2026-01-01T12:00Z"}, {"user": None}])
def test_who_was_removed_or_erased_reviews_nothing(reviewer, gone):
    user = reviewer.user
    Reviewer.objects.update(**gone)

    assert not Reviewer.objects.of(user).exists()


# --- What counts ----------------------------------------------------------------------------------


def test_without_assignments_everything_is_everybodys(reviewer, call):
    SubmissionFactory.create_batch(2, call=call)

    assert len(portion(reviewer).due) == 2


def test_once_something_is_assigned_only_that_is_due(reviewer, call):
    mine, _other = SubmissionFactory.create_batch(2, call=call)
    AssignmentFactory(reviewer=reviewer, submission=mine)

    assert [one.submission for one in portion(reviewer).due] == [mine]
    assert len(portion(reviewer).others) == 1


def test_what_is_assigned_to_others_makes_nothing_due(reviewer, call):
    AssignmentFactory(submission=SubmissionFactory(call=call), reviewer__call=call)

    assert portion(reviewer).due == []


def test_what_was_reviewed_is_done_until_the_text_changes(reviewer, talk):
    ReviewFactory(reviewer=reviewer, submission=talk)
    assert (len(portion(reviewer).done), len(portion(reviewer).due)) == (1, 0)

    Submission.objects.update(revision=2)
    assert (len(portion(reviewer).done), len(portion(reviewer).due)) == (0, 1)


def test_nothing_is_due_once_it_is_decided(reviewer, talk):
    Submission.objects.update(state=State.REJECTED)

    assert (portion(reviewer).due, portion(reviewer).mine) == ([], [])


def test_what_is_due_stands_first(reviewer, call):
    done, due = SubmissionFactory.create_batch(2, call=call)
    ReviewFactory(reviewer=reviewer, submission=done)

    assert [one.submission for one in portion(reviewer).items] == [due, done]


def test_a_long_list_costs_no_more(reviewer, call, django_assert_num_queries):
    named = Reviewer.objects.of(reviewer.user).get()

    def more(number):
        for talk in SubmissionFactory.create_batch(number, call=call):
            ReviewFactory(reviewer=reviewer, submission=talk)
            CoAuthorFactory(submission=talk, person=PersonFactory())

    more(1)
    with django_assert_num_queries(12):
        reading.portion_of(named)
    more(10)
    with django_assert_num_queries(12):
        assert len(reading.portion_of(named).items) == 11


# --- What is hidden from organisers ---------------------------------------------------------------


@pytest.fixture
def organiser(db):
    return UserFactory(roles=[Role.ORGANISER], name="Olga Organiser")


def hidden(user):
    return reading.hidden_from(user, Submission.objects.all())


def test_an_organiser_does_not_learn_of_the_reviews_of_their_own_talk(organiser, talk):
    assert hidden(organiser) == set()

    Submission.objects.update(submitter=organiser)

    assert hidden(organiser) == {talk.pk}


def test_nor_of_one_they_are_a_co_author_of(organiser, talk):
    CoAuthorFactory(submission=talk, email=organiser.email.upper())

    assert hidden(organiser) == {talk.pk}


def test_an_organiser_who_reviews_does_not_learn_of_talks_in_conflict(organiser, talk):
    reviewer = ReviewerFactory(call=talk.call, user=organiser)
    DeclaredConflictFactory(reviewer=reviewer, submission=talk)

    assert hidden(organiser) == {talk.pk}
