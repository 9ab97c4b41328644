"""The speaker writes while an organiser ends the link, or hands in twice at once."""

import pytest
from django.test import Client

from events.invited_talks import inviting
from events.invited_talks.models import InvitedTalk
from events.models import Talk
from events.submissions.models import Move, State, Submission
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.invited_talks import InvitedTalkFactory

pytestmark = pytest.mark.django_db(transaction=True)


def hand_in(link, title):
    """Return what to do as the speaker: hand in, and say what the page answers."""
    typed = {"title": title, "speaker_name": "Guest", "abstract": "A", "seen": 1, "then": "submit"}
    return lambda: Client(raise_request_exception=False).post(f"{link}edit/", typed)


@pytest.fixture
def both_write(monkeypatch):
    """Two windows have judged the stored text before either writes it, if the lock lets them."""
    Meeting().before(monkeypatch, Submission, "revision")
    return InvitedTalkFactory()


def without_lock(monkeypatch):
    monkeypatch.setattr(
        type(Submission.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )
    monkeypatch.setattr("events.submissions.models.Call.lock", lambda call: None)


def test_handed_in_twice_at_once_it_is_one_talk_and_the_second_window_is_told(both_write):
    link = both_write.submission.ways["submission"]

    answers = at_once(hand_in(link, "One"), hand_in(link, "Other"))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Talk.objects.get().title == Submission.objects.get().title
    assert Move.objects.count() == 3


def test_without_the_locks_the_second_window_is_not_told(both_write, monkeypatch):
    without_lock(monkeypatch)
    link = both_write.submission.ways["submission"]

    answers = at_once(hand_in(link, "One"), hand_in(link, "Other"))

    assert sorted(answer.status_code for answer in answers) != [200, 302]


@pytest.fixture
def writing_and_revoking(monkeypatch):
    """The speaker hands in, the organiser revokes; how many had come to write when each of them went on."""
    meeting, save, come = Meeting(), Submission.save, []

    def save_after_meeting(row, *args, **kwargs):
        if {"revision", "writable_until"} & set(kwargs.get("update_fields") or ()):
            meeting.wait_for_the_other()
            come.append(meeting.arrived)
        save(row, *args, **kwargs)

    monkeypatch.setattr(Submission, "save", save_after_meeting)
    invited = InvitedTalkFactory()

    def revoke():
        inviting.revoke(InvitedTalk.objects.get(pk=invited.pk), by=None)

    return come, hand_in(invited.submission.ways["submission"], "In time"), revoke


def test_what_is_handed_in_while_the_link_is_ended_is_handed_in_or_refused(writing_and_revoking):
    come, write, revoke = writing_and_revoking

    answer, _nothing = at_once(write, revoke)

    submission = Submission.objects.get()
    assert come[0] == 1
    assert (answer.status_code == 302) == (submission.state == State.CONFIRMED)
    assert not submission.can_be_written


def test_without_the_locks_both_judge_before_either_has_written(writing_and_revoking, monkeypatch):
    without_lock(monkeypatch)
    come, write, revoke = writing_and_revoking

    at_once(write, revoke)

    assert come == [2, 2]
