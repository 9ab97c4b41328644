import pytest
from django.utils import timezone

from events.submissions import writing
from events.submissions.models import Call, State, Submission
from portal.common.moves import ForbiddenMove
from tests.factories.submissions import CallFactory, SubmissionFactory, from_now

pytestmark = pytest.mark.django_db


def new(call, member, **text):
    submission = writing.blank(call, by=member)
    for name, value in ({"title": "Sample", "abstract": "A sample."} | text).items():
        setattr(submission, name, value)
    return submission


def close(call, **ago):
    call.closes_at = from_now(**ago)
    call.save()


def test_a_new_text_is_kept_as_a_draft(member):
    writing.write(new(CallFactory(), member))

    stored = Submission.objects.get()
    assert (stored.state, stored.submitter) == (State.DRAFT, member)
    assert not stored.moves.exists()


def test_a_new_text_can_be_submitted_at_once(member):
    writing.write(new(CallFactory(), member), submit=True)

    stored = Submission.objects.get()
    assert stored.state == State.SUBMITTED
    assert stored.moves.get().moved_by == member


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_a_text_can_be_revised_until_the_deadline(state):
    submission = SubmissionFactory(state=state)

    submission.title = "A better $x$"
    writing.write(submission)

    stored = Submission.objects.get()
    assert (stored.title, stored.state, stored.revision) == ("A better $x$", state, 2)


def test_submitting_what_is_submitted_already_only_revises_it():
    submission = SubmissionFactory()

    writing.write(submission, submit=True)

    assert not submission.moves.exists()


@pytest.mark.parametrize(
    ("closed", "accepted"),
    [({"seconds": 10}, True), ({"seconds": -50}, True), ({"seconds": -61}, False)],
)
def test_the_deadline_holds_with_a_minute_of_grace(member, closed, accepted):
    call = CallFactory()
    draft = SubmissionFactory(call=call, state=State.DRAFT, title="Before")
    close(call, **closed)
    call = Call.objects.select_related("event").get()
    draft.call = call
    draft.title = "After"

    attempts = [
        lambda: writing.write(new(call, member)),
        lambda: writing.write(draft),
        lambda: writing.write(draft, submit=True),
    ]
    for attempt in attempts:
        if accepted:
            attempt()
        else:
            with pytest.raises(writing.NotOpen):
                attempt()

    draft.refresh_from_db()
    assert draft.title == ("After" if accepted else "Before")
    assert draft.state == (State.SUBMITTED if accepted else State.DRAFT)
    assert Submission.objects.count() == (2 if accepted else 1)


def test_a_deadline_moved_forward_meanwhile_counts():
    draft = SubmissionFactory(state=State.DRAFT)
    Call.objects.update(closes_at=from_now(minutes=-5))

    with pytest.raises(writing.NotOpen):
        writing.write(draft)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED, State.WITHDRAWN])
def test_a_text_does_not_change_once_it_is_decided_or_withdrawn(state):
    submission = SubmissionFactory(title="Before")
    Submission.objects.update(state=state)

    submission.title = "After"
    with pytest.raises(writing.NotOpen):
        writing.write(submission)

    assert Submission.objects.get().title == "Before"


def test_a_text_from_an_old_window_does_not_replace_a_newer_one():
    submission = SubmissionFactory()
    old_window = Submission.objects.with_call().get()
    submission.title = "Newer"
    writing.write(submission)

    old_window.title = "Older"
    with pytest.raises(writing.Overtaken) as conflict:
        writing.write(old_window)

    assert conflict.value.stored.title == "Newer"
    assert Submission.objects.get().title == "Newer"


def test_a_revision_does_not_undo_a_move_made_meanwhile():
    draft = SubmissionFactory(state=State.DRAFT)
    old_window = Submission.objects.with_call().get()
    draft.move_to(State.SUBMITTED, by=draft.submitter)

    old_window.title = "Better"
    writing.write(old_window)

    stored = Submission.objects.get()
    assert (stored.title, stored.state) == ("Better", State.SUBMITTED)


def test_a_blank_text_names_its_author_as_speaker(member):
    assert writing.blank(CallFactory(), by=member).speaker_name == "Sample Member"


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
@pytest.mark.parametrize("call", [{}, {"closed": True}])
def test_a_talk_can_be_withdrawn_before_and_after_the_deadline(state, call):
    submission = SubmissionFactory(state=state, call=CallFactory(**call))

    writing.withdraw(submission, by=submission.submitter)

    assert Submission.objects.get().state == State.WITHDRAWN


def test_withdrawing_an_accepted_talk_cancels_it_in_the_programme():
    submission = SubmissionFactory(accepted=True)
    calendar_version = submission.talk.sequence

    writing.withdraw(submission, by=submission.submitter)

    submission.talk.refresh_from_db()
    assert submission.talk.is_cancelled
    assert submission.talk.sequence == calendar_version + 1


def test_a_rejected_talk_cannot_be_withdrawn():
    submission = SubmissionFactory(state=State.REJECTED)

    with pytest.raises(ForbiddenMove):
        writing.withdraw(submission, by=submission.submitter)


def test_a_withdrawn_talk_can_be_taken_up_again_while_the_call_is_open():
    submission = SubmissionFactory(state=State.WITHDRAWN)

    writing.take_up_again(submission, by=submission.submitter)

    assert Submission.objects.get().state == State.DRAFT


def test_a_withdrawn_talk_stays_withdrawn_after_the_deadline():
    submission = SubmissionFactory(state=State.WITHDRAWN, call=CallFactory(closed=True))

    with pytest.raises(writing.NotOpen):
        writing.take_up_again(submission, by=submission.submitter)

    assert Submission.objects.get().state == State.WITHDRAWN


def test_nothing_is_submitted_to_the_call_of_a_cancelled_event(member):
    call = CallFactory(event__cancelled=True)
    assert call.closes_at > timezone.now()

    with pytest.raises(writing.NotOpen):
        writing.write(new(call, member))
