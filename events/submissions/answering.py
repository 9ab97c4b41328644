"""What authors answered to the questions of a call."""

from events.submissions.models import CallAnswer


def note(submission, answers):
    """Store these answers (values by question) in place of those given before.

    Within the transaction, and the lock, of the text.
    """
    submission.answers.all().delete()
    CallAnswer.objects.bulk_create(
        CallAnswer(submission=submission, question=question, value=value)
        for question, value in answers.items()
    )
