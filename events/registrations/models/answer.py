from django.db import models
from django.utils.translation import gettext_lazy as _

from events.questions.models import GivenAnswer, Question
from events.registrations.models.registration import IN_LINE


class AnswerQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Answers this reader may see, each with its question at hand."""
        questions = Question.objects.readable_by(user)
        return self.filter(question__in=questions).select_related("question")

    def of_people_in_line(self, question):
        """Answers to this question by people who have a place or wait for one, by name."""
        answers = self.filter(question=question, registration__state__in=IN_LINE)
        return answers.select_related("question", "registration").order_by("registration__name")


class Answer(GivenAnswer):
    """What somebody who registers answered to a question of the event."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
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

    @property
    def who(self):
        """Who gave it, in the list of a question."""
        return self.registration.name

    @property
    def standing(self):
        """How the registration stands, in words."""
        return self.registration.get_state_display()
