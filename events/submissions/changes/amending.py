"""Changing a text that is fixed: its author proposes what, an organiser says yes or no."""

from copy import copy

from django.db import transaction
from django.utils import timezone

from events.submissions import mail, placing
from events.submissions.models import ChangeProposal, Submission
from events.submissions.writing import NotOpen, Overtaken
from portal.mail import outbox


class AlreadyProposed(Exception):
    """A change of this talk is proposed already, and not answered yet."""


class NothingChanged(Exception):
    """What is proposed is what stands there."""


class AnsweredMeanwhile(Exception):
    """Somebody has answered, or the author has taken it back: `proposal` is as it stands now."""

    def __init__(self, proposal):
        super().__init__(proposal.state)
        self.proposal = proposal


@transaction.atomic
def propose(submission, *, by, note="", **text):
    """Propose another title, affiliation and abstract for a text that is fixed; return the proposal."""
    stored = submission.locked()
    if not stored.can_be_amended:
        raise NotOpen
    if stored.change_proposals.open().exists():
        raise AlreadyProposed
    if all(getattr(stored, name) == value for name, value in text.items()):
        raise NothingChanged
    return stored.change_proposals.create(revision=stored.revision, asked_by=by, note=note, **text)


@transaction.atomic
def take_back(submission):
    """Propose the change no more; tell whether there was one."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    proposed = submission.change_proposals.open()
    return proposed.update(state=ChangeProposal.State.TAKEN_BACK, answered_at=timezone.now()) > 0


@transaction.atomic
def accept(proposal, *, by, revision, words=""):
    """Have the text, and the talk in the programme, say what was proposed; tell the author.

    Raises Overtaken where the text is not that of `revision` any more.
    """
    submission, proposal = _locked(proposal)
    if not submission.can_be_amended:
        raise NotOpen
    if submission.revision != revision:
        raise Overtaken(submission)
    before = copy(submission)
    for name in ChangeProposal.TEXT:
        setattr(submission, name, getattr(proposal, name))
    submission.revision += 1
    fields = [*ChangeProposal.TEXT, "title_html", "abstract_html", "revision", "changed_at"]
    submission.save(update_fields=fields)
    if submission.talk:
        placing.retitle(submission, before)
        _tell_affiliation(submission)
    _answer(proposal, ChangeProposal.State.ACCEPTED, by=by, words=words)


@transaction.atomic
def decline(proposal, *, by, words=""):
    """Leave the text as it is and tell the author, in words of one's own."""
    _submission, proposal = _locked(proposal)
    _answer(proposal, ChangeProposal.State.DECLINED, by=by, words=words)


def _locked(proposal):
    """Return the talk and the proposal, held; raise AnsweredMeanwhile where that is not open any more."""
    submission = proposal.submission.locked()
    stored = ChangeProposal.objects.with_submission().get(pk=proposal.pk)
    if not stored.is_open:
        raise AnsweredMeanwhile(stored)
    return submission, stored


def _tell_affiliation(submission):
    speaker = submission.speaker
    if speaker and speaker.name == submission.speaker_name:
        speaker.affiliation = submission.affiliation
        speaker.save(update_fields=["affiliation"])


def _answer(proposal, state, *, by, words):
    proposal.state, proposal.answer = state, words
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    outbox.queue(mail.change_answered(proposal))
