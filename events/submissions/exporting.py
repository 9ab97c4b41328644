"""What was proposed to a call as a table to take along: which columns there are."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from events.submissions.answering import words_of
from events.submissions.models import CallQuestion
from portal.common.spreadsheets import Column

BATCH = 500


def columns(call, user) -> list[Column]:
    """Return the columns that this reader may see, answers to sensitive questions not among them."""
    return [*_who(), *_what(), *of_questions(call, user)]


def of_questions(call, user) -> list[Column]:
    """Return a column for each question of the call whose answers may stand in a list for this reader."""
    questions = CallQuestion.objects.readable_by(user).for_lists().filter(call=call)
    return [Column(question.text, words_of(question), 30) for question in questions]


def rows(submissions, columns) -> Iterator[list[Any]]:
    """Yield the row of each submission, some hundreds at a time."""
    found = submissions.select_related("submitter", "type", "track")
    for submission in found.prefetch_related("answers__question").iterator(chunk_size=BATCH):
        yield [column.value(submission) for column in columns]


def _who():
    return [
        Column(_("Talk"), lambda one: one.title, 40),
        Column(_("Speaker"), lambda one: one.speaker_name, 28),
        Column(_("Affiliation"), lambda one: one.affiliation, 32),
        Column(_("E-mail address"), lambda one: one.submitter.email if one.submitter else "", 32),
    ]


def _what():
    return [
        Column(_("State"), lambda one: one.get_state_display(), 14),
        Column(_("Type"), lambda one: str(one.type or ""), 16),
        Column(_("Track"), lambda one: str(one.track or ""), 20),
    ]
