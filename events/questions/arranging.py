"""What organisers do with what they ask: add, put in order, take over from another event or call."""

from django.db import transaction
from django.db.models import Max


@transaction.atomic
def append(question):
    """Store a new question as the last one of those that are asked with it."""
    _lock(question.asker)
    question.position = _next(question.asker)
    question.save()


@transaction.atomic
def move_up(question):
    """Ask a question before the one that stands before it; the first stays where it is."""
    _lock(question.asker)
    order = list(question.asker.questions.values_list("pk", flat=True))
    place = order.index(question.pk)
    if place:
        order[place - 1 : place + 1] = [question.pk, order[place - 1]]
    model = type(question)
    model.objects.bulk_update(
        [model(pk=pk, position=position) for position, pk in enumerate(order)], ["position"]
    )


@transaction.atomic
def take_over(source, asker):
    """Ask here what is asked at the event or call `source`, after what is asked here already."""
    _lock(asker)
    for position, question in enumerate(source.questions.all(), start=_next(asker)):
        question.pk, question.position = None, position
        setattr(question, question.ASKER, asker)
        question._state.adding = True  # a copy: the one of the source stays
        question.save()


def _lock(asker):
    # As organising.lock: whatever merely points to the row need not wait.
    type(asker)._default_manager.select_for_update(no_key=True).get(pk=asker.pk)


def _next(asker):
    last = asker.questions.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
