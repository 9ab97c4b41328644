from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclaredConflict(models.Model):
    """That a reviewer must not judge a talk, said by the reviewer or by an organiser."""

    reviewer = models.ForeignKey("reviews.Reviewer", models.CASCADE, related_name="conflicts")
    submission = models.ForeignKey(
        "submissions.Submission", models.CASCADE, related_name="declared_conflicts"
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(_("declared"), auto_now_add=True)

    class Meta:
        verbose_name = _("declared conflict of interest")
        verbose_name_plural = _("declared conflicts of interest")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "submission"], name="conflict_declared_once"
            )
        ]

    def __str__(self):
        return f"{self.reviewer} · {self.submission}"
