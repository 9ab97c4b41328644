"""How often what was answered to a question."""

from collections import Counter
from dataclasses import dataclass

from events.questions.models import AskedQuestion


@dataclass(frozen=True)
class Tally:
    """How many answered a question, and how often what, where answers repeat."""

    question: AskedQuestion
    answered: int
    counts: list[tuple[str, int]]  # in words, the most frequent first


def tallies(questions, answers):
    """Return the tally of each of these questions, from answers to them and maybe to others."""
    values: dict[int, list] = {question.pk: [] for question in questions}
    given = answers.filter(question__in=values).order_by("pk").values_list("question", "value")
    for question, value in given:
        values[question].append(value)
    return [_tally(question, values[question.pk]) for question in questions]


def _tally(question, values):
    """Of a question with something to choose count each choice, also what nobody chose; of as many the first."""
    chosen = [one for value in values for one in (value if isinstance(value, list) else [value])]
    counted = Counter(dict.fromkeys(question.choices, 0))
    counted.update(question.words(one) for one in chosen)
    counts = counted.most_common() if question.can_be_counted else []
    return Tally(question, len(values), counts)
