"""What authors answered to the questions of a call."""

from events.questions import tallying
from events.submissions.models import CallAnswer, State, Submission


def note(submission, answers):
    """Store these answers (values by question) in place of those given before.

    Within the transaction, and the lock, of the text.
    """
    submission.answers.all().delete()
    CallAnswer.objects.bulk_create(
        CallAnswer(submission=submission, question=question, value=value)
        for question, value in answers.items()
    )


def answered_by(call):
    """Return the submissions whose answers count: submitted, and not withdrawn; in the order of coming."""
    sent = Submission.objects.for_organisers().filter(call=call).exclude(state=State.WITHDRAWN)
    return sent.order_by("submitted_at", "pk")


def tallies(call, questions):
    """Return what was answered to each of these questions by who has submitted a talk."""
    answers = CallAnswer.objects.filter(submission__in=answered_by(call).order_by())
    return tallying.tallies(questions, answers)


def words_of(question):
    """Return what tells, of a submission with its `answers` at hand, what was answered to this question."""

    def words(submission):
        answers = submission.answers.all()
        return next((one.words for one in answers if one.question_id == question.pk), "")

    return words
