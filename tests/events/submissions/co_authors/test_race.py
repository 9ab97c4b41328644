"""A co-speaker answers twice, or while the talk is accepted; an author asks from two windows: all at once."""

import pytest

from events.models import Talk
from events.submissions import deciding
from events.submissions.co_authors import authors, co_speaking
from events.submissions.models import CoAuthor, State, Submission
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove
from portal.mail.models import Message
from tests.events.submissions.at_once import Meeting, at_once
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CoAuthorFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def no_lock(monkeypatch, model):
    """Take the rows of this model without holding them."""
    monkeypatch.setattr(
        type(model.objects.all()), "select_for_update", lambda queryset, **_: queryset.all()
    )


def met(monkeypatch, module, verb):
    """Have two who act at once both come to this verb before either goes on, if the lock lets them."""
    meeting, act = Meeting(), getattr(module, verb)

    def act_after_meeting(*args, **kwargs):
        meeting.wait_for_the_other()
        return act(*args, **kwargs)

    monkeypatch.setattr(module, verb, act_after_meeting)


def answering(co_author, *, will):
    def act():
        try:
            co_speaking.answer(CoAuthor.objects.get(pk=co_author.pk), will=will)
        except ForbiddenMove:
            return "refused"
        return will

    return act


@pytest.fixture
def asked():
    """Somebody who is asked to speak beside the author of a submitted talk."""
    return CoAuthorFactory(name="Ada Sample", email="co@example.org", is_speaker=True)


def stands_as():
    """Return as what the co-author stands at the talk, once for each time."""
    talk = Talk.objects.get()
    speaking = talk.speakers.filter(name="Ada Sample").count() * ["speaker"]
    return speaking + talk.joint_authors.filter(name="Ada Sample").count() * ["co-author"]


# --- Answering ------------------------------------------------------------------------------------


@pytest.mark.parametrize("second", [True, False], ids=["yes and yes", "yes and no"])
def test_two_answers_at_once_leave_one_and_the_talk_says_the_same(asked, monkeypatch, second):
    deciding.decide(asked.submission, State.ACCEPTED, by=None)
    met(monkeypatch, authors, "restate")

    assert at_once(answering(asked, will=True), answering(asked, will=second)) == [True, second]

    asked.refresh_from_db()
    assert stands_as() == ["speaker" if asked.confirmed_at else "co-author"]


@pytest.fixture
def accepted_while_answering(asked, monkeypatch):
    """The talk is accepted while somebody says that they speak too; each has read before the other writes."""
    meeting = Meeting()
    stand_by, restate = authors.stand_by, authors.restate

    def stand_by_after(talk, submission):
        stand_by(talk, submission)
        meeting.wait_for_the_other()

    def restate_after(co_author, submission):
        meeting.wait_for_the_other()
        restate(co_author, submission)

    monkeypatch.setattr(authors, "stand_by", stand_by_after)
    monkeypatch.setattr(authors, "restate", restate_after)
    submission = Submission.objects.get(pk=asked.submission_id)
    return [
        answering(asked, will=True),
        lambda: deciding.decide(submission, State.ACCEPTED, by=None),
    ]


def test_who_answers_while_the_talk_is_accepted_speaks(accepted_while_answering):
    at_once(*accepted_while_answering)

    assert stands_as() == ["speaker"]


def test_without_the_lock_an_answer_is_lost_to_the_talk(
    accepted_while_answering, asked, monkeypatch
):
    no_lock(monkeypatch, Submission)

    at_once(*accepted_while_answering)

    asked.refresh_from_db()
    assert asked.confirmed_at
    assert stands_as() == ["co-author"]


# --- Asking ---------------------------------------------------------------------------------------


@pytest.fixture
def asking(monkeypatch):
    """Two windows of one author, who may write one letter more today, each ask for another talk."""
    monkeypatch.setattr(co_speaking, "MOST_LETTERS", 1)
    met(monkeypatch, co_speaking.mail, "co_speaker")
    author = UserFactory(roles=[Role.MEMBER])
    talks = SubmissionFactory.create_batch(2, submitter=author)
    for number, talk in enumerate(talks):
        CoAuthorFactory(submission=talk, email=f"s{number}@example.org", is_speaker=True)
    return [lambda talk=talk: co_speaking.ask(talk) for talk in talks]


def test_two_windows_share_the_letters_of_a_day(asking):
    assert sorted(at_once(*asking)) == [0, 1]
    assert Message.objects.count() == 1


def test_without_the_lock_two_windows_write_more_than_is_allowed(asking, monkeypatch):
    no_lock(monkeypatch, User)

    assert at_once(*asking) == [0, 0]
    assert Message.objects.count() == 2
