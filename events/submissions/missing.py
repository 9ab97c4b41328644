"""What a submission still lacks: said to its author while writing, and asked for once it is accepted."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.submissions.models import IN_PROGRAMME, State, Submission


@dataclass(frozen=True)
class Thing:
    """Something that a submission has or lacks; without what is needed it cannot be submitted."""

    key: str
    name: str | Promise
    lacks: Callable[[Submission], bool]
    is_needed: bool = True

    @property
    def field(self):
        """The anchor of its field in the form."""
        return f"id_{self.key}"


def _lacks_type(submission):
    # The one type of a call is taken without asking.
    return submission.type_id is None and len(submission.call.types.all()) > 1


def _lacks_track(submission):
    return submission.track_id is None and bool(submission.call.tracks.all())


THINGS = (
    Thing("title", _("title"), lambda one: not one.title.strip()),
    Thing("speaker_name", _("speaker"), lambda one: not one.speaker_name.strip()),
    Thing("abstract", _("abstract"), lambda one: not one.abstract.strip()),
    Thing("type", _("type"), _lacks_type),
    Thing("track", _("track"), _lacks_track),
    Thing("biography", _("short CV"), lambda one: not one.introduction.strip(), is_needed=False),
)


def missing(submission, things=THINGS) -> list[Thing]:
    """Return what is still wanted of its author, in order: of a draft what it needs to be submitted.

    For many submissions take them `with_choices`. A capability that wants more of people passes its
    things along; where nothing is wanted any more (rejected, withdrawn, given) nothing is missing.
    """
    is_given = submission.talk is not None and submission.talk.event.is_over
    if is_given or submission.state in (State.REJECTED, State.WITHDRAWN):
        return []
    wanted = [thing for thing in things if thing.lacks(submission)]
    wanted += _unanswered(submission)
    if submission.state in IN_PROGRAMME:
        return wanted
    return [thing for thing in wanted if thing.is_needed]


def _unanswered(submission):
    """What the call wants answered and is not."""
    answered = {answer.question_id for answer in submission.answers.all()}
    return [
        Thing(f"question-{question.pk}", question.text, lambda one: True)
        for question in submission.call.questions.all()
        if question.is_required and question.pk not in answered
    ]


def in_words(things) -> str:
    """Return "title, short CV"."""
    return ", ".join(str(thing.name) for thing in things)
