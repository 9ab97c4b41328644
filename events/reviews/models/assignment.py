from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.submissions.models import State


class AssignmentQuerySet(models.QuerySet):
    def of(self, call):
        """Who is to review what at a call, those left out who review no longer."""
        return self.filter(submission__call=call, reviewer__removed_at=None)

    def untold(self):
        """What is still to be judged and the reviewers have not been told of yet."""
        return self.filter(
            told_at=None, submission__state=State.SUBMITTED, reviewer__user__is_active=True
        )


class Assignment(models.Model):
    """That a reviewer is wanted to judge a talk; others may all the same, if their tracks have it."""

    reviewer = models.ForeignKey("reviews.Reviewer", models.CASCADE, related_name="assignments")
    submission = models.ForeignKey(
        "submissions.Submission", models.CASCADE, related_name="assignments"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(_("assigned"), auto_now_add=True)
    told_at = models.DateTimeField(_("told"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "submission"], name="talk_assigned_once_to_a_reviewer"
            )
        ]

    def __str__(self):
        return f"{self.reviewer} · {self.submission}"
