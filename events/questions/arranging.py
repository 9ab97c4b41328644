"""What organisers do with the questions of an event: add, put in order, take over from another event."""

from django.db import transaction
from django.db.models import Max

from events import organising
from events.questions.models import Question


@transaction.atomic
def append(question):
    """Store a new question as the last one of its event."""
    organising.lock(question.event)
    question.position = _next(question.event)
    question.save()


@transaction.atomic
def move_up(question):
    """Ask a question before the one that stands before it; the first stays where it is."""
    organising.lock(question.event)
    order = list(question.event.questions.values_list("pk", flat=True))
    place = order.index(question.pk)
    if place:
        order[place - 1 : place + 1] = [question.pk, order[place - 1]]
    Question.objects.bulk_update(
        [Question(pk=pk, position=position) for position, pk in enumerate(order)], ["position"]
    )


@transaction.atomic
def take_over(source, event):
    """Ask at `event` what is asked at the event `source`, after what is asked there already."""
    organising.lock(event)
    first = _next(event)
    for position, question in enumerate(source.questions.all(), start=first):
        question.pk, question.event, question.position = None, event, position
        question._state.adding = True  # a copy: the one of the source stays
        question.save()


def _next(event):
    last = event.questions.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
