"""What people who register answered to the questions of the event."""

from events.questions import tallying
from events.registrations.models import TAKES_PART, Answer


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
    return tallying.tallies(questions, answers)
