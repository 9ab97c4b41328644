from django.db import models
from django.utils.translation import gettext_lazy as _

from events.questions.models import GivenAnswer, Question


class AnswerQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Answers this reader may see, each with its question at hand."""
        questions = Question.objects.readable_by(user)
        return self.filter(question__in=questions).select_related("question")


class Answer(GivenAnswer):
    """What somebody who registers answered to a question of the event."""

    registration = models.ForeignKey(
        "registrations.Registration", models.CASCADE, related_name="answers"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__position", "question"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="one_answer_each")
        ]
