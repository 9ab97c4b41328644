"""Registrations as a table to take along: which columns there are."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from events import when
from events.questions.models import Question
from events.registrations.models import Answer, PartPlace
from portal.common.spreadsheets import Column

BATCH = 500


def columns(event, user) -> list[Column]:
    """Return the columns that this reader may see; a capability with more to say adds its own here."""
    return [*_who(), *_place(event), *_parts(event), *_answers(event, user)]


def rows(registrations, columns) -> Iterator[list[Any]]:
    """Yield the row of each registration, some hundreds at a time."""
    found = registrations.of_somebody().prefetch_related("answers__question", "part_places")
    for registration in found.iterator(chunk_size=BATCH):
        yield [column.value(registration) for column in columns]


def _who():
    return [
        Column(_("Name"), lambda one: one.name, 28),
        Column(_("Affiliation"), lambda one: one.affiliation, 32),
        Column(_("E-mail address"), lambda one: one.email, 32),
    ]


def _place(event):
    waiting = event.registrations.waiting_in_line().values_list("pk", flat=True)
    positions = {pk: number for number, pk in enumerate(waiting, 1)}
    found = [
        Column(_("State"), lambda one: one.get_state_display(), 18),
        Column(_("Position"), lambda one: positions.get(one.pk), 9),
    ]
    if event.is_hybrid:
        found += [
            Column(_("Would like to take part"), lambda one: one.get_wish_display()),
            Column(_("Takes part"), lambda one: one.get_attendance_display(), 12),
        ]
    registered = Column(_("Registered"), lambda one: when.local(one.created_at, event.zone), 17)
    return [*found, registered]


def _parts(event):
    return [Column(part.name, _of_part(part)) for part in event.parts.all()]


def _of_part(part):
    def value(registration):
        places: Iterable[PartPlace] = registration.part_places.all()
        return next((one.get_state_display() for one in places if one.part_id == part.pk), "")

    return value


def _answers(event, user):
    questions = Question.objects.readable_by(user).for_lists().filter(event=event)
    return [Column(question.text, _to_question(question), 30) for question in questions]


def _to_question(question):
    def value(registration):
        answers: Iterable[Answer] = registration.answers.all()
        return next((one.words for one in answers if one.question_id == question.pk), "")

    return value
