import pytest

from events.reviews import assigning, naming
from events.reviews.models import Assignment
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    DeclaredConflictFactory,
    ReviewerFactory,
    ReviewFactory,
    RoundFactory,
)
from tests.factories.submissions import SubmissionFactory, TrackFactory


@pytest.fixture
def organiser(db):
    return UserFactory(roles=[Role.ORGANISER])


def pairs():
    return set(Assignment.objects.values_list("reviewer", "submission"))


# --- Evenly ---------------------------------------------------------------------------------------


def test_talks_are_shared_out_evenly(call, organiser):
    reviewers = ReviewerFactory.create_batch(4, call=call)
    SubmissionFactory.create_batch(6, call=call)

    shared = assigning.evenly(call, 2, by=organiser)

    assert (shared.assigned, shared.lacking) == (12, [])
    assert [one.assignments.count() for one in reviewers] == [3, 3, 3, 3]


def test_conflicts_and_tracks_are_respected_and_what_is_missing_is_said(call, organiser, talk):
    conflicted = ReviewerFactory(call=call)
    DeclaredConflictFactory(reviewer=conflicted, submission=talk)
    ReviewerFactory(call=call, tracks=[TrackFactory(call=call)])
    free = ReviewerFactory(call=call)

    shared = assigning.evenly(call, 2, by=organiser)

    assert pairs() == {(free.pk, talk.pk)}
    assert shared.lacking == [(talk, 1)]


def test_what_is_assigned_or_written_counts_and_stays(call, organiser, talk):
    one, other, third = ReviewerFactory.create_batch(3, call=call)
    AssignmentFactory(reviewer=one, submission=talk)
    ReviewFactory(reviewer=other, submission=talk)

    assert assigning.evenly(call, 2, by=organiser).assigned == 0
    assert pairs() == {(one.pk, talk.pk)}
    assert assigning.evenly(call, 3, by=organiser).assigned == 1
    assert pairs() == {(one.pk, talk.pk), (third.pk, talk.pk)}


def test_what_is_in_the_way_by_now_is_taken_back(call, organiser, talk):
    one, other = ReviewerFactory.create_batch(2, call=call)
    AssignmentFactory(reviewer=one, submission=talk)
    DeclaredConflictFactory(reviewer=one, submission=talk)

    assigning.evenly(call, 1, by=organiser)

    assert pairs() == {(other.pk, talk.pk)}


def test_only_what_is_not_decided_is_shared_out(call, organiser, reviewer):
    for state in State:
        SubmissionFactory(call=call, state=state)

    assigning.evenly(call, 1, by=organiser)

    assert Assignment.objects.get().submission.state == State.SUBMITTED


def test_without_reviewers_everything_is_missing(call, organiser, talk):
    shared = assigning.evenly(call, 2, by=organiser)

    assert (shared.assigned, shared.lacking) == (0, [(talk, 2)])


# --- By hand --------------------------------------------------------------------------------------


def test_exactly_those_who_were_chosen_are_wanted(call, organiser, talk):
    one, other = ReviewerFactory.create_batch(2, call=call)
    assigning.by_hand(talk, [one], by=organiser)
    kept = Assignment.objects.get()

    assigning.by_hand(talk, [one, other], by=organiser)
    assert pairs() == {(one.pk, talk.pk), (other.pk, talk.pk)}
    assert kept in Assignment.objects.all()

    assigning.by_hand(talk, [], by=organiser)
    assert pairs() == set()


def test_nobody_with_a_conflict_is_chosen_by_hand(call, organiser, talk, reviewer):
    DeclaredConflictFactory(reviewer=reviewer, submission=talk)

    with pytest.raises(assigning.InTheWay):
        assigning.by_hand(talk, [reviewer], by=organiser)


def test_nobody_is_chosen_for_what_is_decided(call, organiser, talk, reviewer):
    Submission.objects.update(state=State.REJECTED)

    with pytest.raises(assigning.InTheWay):
        assigning.by_hand(talk, [reviewer], by=organiser)


# --- Naming and removing --------------------------------------------------------------------------


def test_who_is_removed_loses_what_was_assigned_and_keeps_what_was_written(call, organiser):
    reviewer = ReviewerFactory(call=call)
    AssignmentFactory(reviewer=reviewer, submission=SubmissionFactory(call=call))
    review = ReviewFactory(reviewer=reviewer, submission=SubmissionFactory(call=call))

    naming.remove(reviewer)

    assert (pairs(), list(reviewer.reviews.all())) == (set(), [review])


def test_who_is_named_again_is_the_same_reviewer(call, organiser):
    reviewer = ReviewerFactory(call=call)
    naming.remove(reviewer)

    again = naming.name(call, reviewer.user, by=organiser)

    assert (again.pk, again.removed_at) == (reviewer.pk, None)


def test_with_fewer_tracks_what_was_assigned_outside_goes(call, organiser):
    track, other = TrackFactory.create_batch(2, call=call)
    reviewer = ReviewerFactory(call=call)
    mine = SubmissionFactory(call=call, track=track)
    for talk in (mine, SubmissionFactory(call=call, track=other), SubmissionFactory(call=call)):
        AssignmentFactory(reviewer=reviewer, submission=talk)

    naming.give_tracks(reviewer, all_tracks=False, tracks=[track])

    assert pairs() == {(reviewer.pk, mine.pk)}


# --- Letters --------------------------------------------------------------------------------------


def test_a_reviewer_gets_one_letter_for_all_new_talks(call, organiser, reviewer):
    RoundFactory(call=call, due_at="2031-07-01T10:00Z")
    SubmissionFactory.create_batch(3, call=call, title="A secret title")
    assigning.evenly(call, 1, by=organiser)

    assert assigning.tell(call, by=organiser) == 1
    assert assigning.tell(call, by=organiser) == 0

    message = Message.objects.get()
    assert f"/reviews/calls/{call.pk}/" in message.text
    assert "1 July 2031" in message.text
    assert [one.email for one in message.deliveries.all()] == [reviewer.user.email]


def test_later_talks_are_told_in_another_letter(call, organiser, reviewer):
    for _time in range(2):
        SubmissionFactory(call=call)
        assigning.evenly(call, 1, by=organiser)
        assigning.tell(call, by=organiser)

    assert Delivery.objects.count() == 2


def test_the_letters_say_neither_which_talks_nor_how_many(call, organiser, reviewer):
    # An organiser who proposes a talk reads them at the desk.
    SubmissionFactory.create_batch(7, call=call, title="A secret title")
    assigning.evenly(call, 1, by=organiser)
    assigning.tell(call, by=organiser)
    assigning.remind(call, by=organiser)

    for message in Message.objects.all():
        said = message.subject + message.text.replace(f"/calls/{call.pk}/", "")
        assert "secret" not in said
        assert "7" not in said.replace(str(call.host.slug), "").replace(str(call.host), "")


def test_of_what_is_decided_meanwhile_nobody_is_told(call, organiser, reviewer):
    SubmissionFactory(call=call)
    assigning.evenly(call, 1, by=organiser)
    Submission.objects.update(state=State.REJECTED)

    assert assigning.tell(call, by=organiser) == 0


def test_who_has_reviews_to_write_is_reminded_once_a_day(call, organiser):
    busy, done = ReviewerFactory.create_batch(2, call=call)
    talk = SubmissionFactory(call=call)
    for reviewer in (busy, done):
        AssignmentFactory(reviewer=reviewer, submission=talk)
    ReviewFactory(reviewer=done, submission=talk)

    for _time in range(2):
        assert assigning.remind(call, by=organiser) == 1

    assert [one.email for one in Delivery.objects.all()] == [busy.user.email]


def test_reminding_many_costs_no_more_questions(call, organiser, django_assert_max_num_queries):
    SubmissionFactory.create_batch(5, call=call)
    ReviewerFactory.create_batch(10, call=call)
    with django_assert_max_num_queries(20 + 10 * 12):
        assert assigning.remind(call, by=organiser) == 10
