"""What people who register answered to the questions of the event."""

from collections import Counter
from dataclasses import dataclass

from events.questions.models import Question
from events.registrations.models import TAKES_PART, Answer


@dataclass(frozen=True)
class Tally:
    """How often what was answered to a question by people who have a place."""

    question: Question
    answered: int
    counts: list[tuple[str, int]]  # in words, the most frequent first


def note(registration, answers):
    """Store these answers (values by question) in place of those given before."""
    registration.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(registration=registration, question=question, value=value)
        for question, value in answers.items()
    )


def tallies(event, questions):
    """Return what was answered to each of these questions by who has a place at the event."""
    answers = Answer.objects.filter(registration__event=event, registration__state__in=TAKES_PART)
    values: dict[int, list] = {question.pk: [] for question in questions}
    for question, value in answers.filter(question__in=values).values_list("question", "value"):
        values[question].append(value)
    return [_tally(question, values[question.pk]) for question in questions]


def _tally(question, values):
    """Of a question with something to choose count each choice, also what nobody chose."""
    chosen = [one for value in values for one in (value if isinstance(value, list) else [value])]
    counted = Counter(question.words(one) for one in chosen)
    for choice in question.choices:
        counted.setdefault(choice, 0)
    counts = counted.most_common() if question.can_be_counted else []
    return Tally(question, len(values), counts)
