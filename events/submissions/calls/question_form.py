from events.questions.forms import QuestionForm
from events.submissions.models import Call, CallQuestion


class CallQuestionForm(QuestionForm):
    """What whoever proposes a talk is asked."""

    class Meta(QuestionForm.Meta):
        model = CallQuestion


def calls_asking(*, but):
    """Return the other calls that ask something, the latest first."""
    asking = Call.objects.filter(pk__in=CallQuestion.objects.values("call")).exclude(pk=but.pk)
    return asking.with_host().order_by("-closes_at")
