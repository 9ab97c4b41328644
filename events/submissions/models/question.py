from django.db import models
from django.utils.translation import gettext_lazy as _

from events.questions.models import AskedQuestion, GivenAnswer


class CallQuestion(AskedQuestion):
    """Something that whoever proposes a talk is asked."""

    ASKER = "call"

    call = models.ForeignKey("submissions.Call", models.CASCADE, related_name="questions")


class CallAnswerQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Answers this reader may see, each with its question at hand."""
        questions = CallQuestion.objects.readable_by(user)
        return self.filter(question__in=questions).select_related("question")

    def sensitive(self):
        return self.filter(question__is_sensitive=True)


class CallAnswer(GivenAnswer):
    """What the author of a submission answered to a question of the call."""

    question = models.ForeignKey(CallQuestion, models.CASCADE, related_name="answers")
    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="answers")

    objects = CallAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__position", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question"], name="one_answer_to_each_call_question"
            )
        ]

    @property
    def who(self):
        """For which talk it was given, in the list of a question."""
        return self.submission.heading

    @property
    def desk_url(self):
        """Where organisers find that talk."""
        return self.submission.desk_url

    @property
    def standing(self):
        """How the talk stands, in words."""
        return self.submission.get_state_display()
