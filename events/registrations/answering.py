"""What people who register answered to the questions of the event."""

from events.registrations.models import Answer


def note(registration, answers):
    """Store these answers (values by question) in place of those given before."""
    registration.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(registration=registration, question=question, value=value)
        for question, value in answers.items()
    )
