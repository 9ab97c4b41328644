from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.text import MarkdownField, RenderedField


class Score(models.IntegerChoices):
    """How much a reviewer wants a talk in the programme; there is one scale for all calls."""

    REJECT = 1, _("1 – should not be accepted")
    WEAK = 2, _("2 – rather not")
    FAIR = 3, _("3 – fine if there is room")
    GOOD = 4, _("4 – should be accepted")
    EXCELLENT = 5, _("5 – must be heard")


class Confidence(models.IntegerChoices):
    LOW = 1, _("Not my field")
    MEDIUM = 2, _("I know the field")
    HIGH = 3, _("I work on this")


class Review(models.Model):
    """What a reviewer thinks of a talk; organisers read it, its author never learns of it."""

    # Whoever is removed as a reviewer leaves the reviews behind.
    reviewer = models.ForeignKey("reviews.Reviewer", models.PROTECT, related_name="reviews")
    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="reviews")
    score = models.PositiveSmallIntegerField(_("score"), choices=Score)
    confidence = models.PositiveSmallIntegerField(
        _("how well do you know the field?"), choices=Confidence, null=True, blank=True
    )
    comment = MarkdownField(_("comment for the organisers"), max_length=10_000, blank=True)
    comment_html = RenderedField("comment")
    # The text that was judged; and what tells two windows of the same reviewer apart.
    revision = models.PositiveIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "submission"], name="talk_reviewed_once_by_a_reviewer"
            ),
            models.CheckConstraint(condition=Q(score__in=Score.values), name="score_is_one"),
        ]

    def __str__(self):
        return str(self.get_score_display())

    @property
    def is_of_older_text(self):
        """Tell whether the author has changed the text since it was judged."""
        return self.revision != self.submission.revision
