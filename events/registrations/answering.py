"""What people who register answered to the questions of the event."""

from django.db import transaction

from events.registrations import line
from events.registrations.models import Answer
from portal.common.moves import ForbiddenMove


def note(registration, answers):
    """Store these answers (values by question) in place of those given before."""
    registration.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(registration=registration, question=question, value=value)
        for question, value in answers.items()
    )


@transaction.atomic
def correct(registration, *, name, affiliation, answers):
    """Let somebody correct what they typed; raise ForbiddenMove where nothing can be changed any more."""
    registration = line.locked(registration)
    if not registration.can_be_changed:
        raise ForbiddenMove(registration.state)
    registration.name, registration.affiliation = name, affiliation
    registration.save()
    note(registration, answers)
    return registration
