from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """How the talks of a call are reviewed: until when reviews are wanted, and how many of each talk."""

    call = models.OneToOneField("submissions.Call", models.CASCADE, related_name="review_round")
    due_at = models.DateTimeField(
        _("reviews wanted until"),
        null=True,
        blank=True,
        help_text=_("Later ones still count, until a talk is decided."),
    )
    wanted = models.PositiveSmallIntegerField(
        _("reviews of each talk"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )

    class Meta:
        verbose_name = _("round of reviews")
        verbose_name_plural = _("rounds of reviews")

    def __str__(self):
        return str(self.call)

    @classmethod
    def of(cls, call):
        """Return the round of a call; the usual one, unsaved, where nobody has set anything yet."""
        return cls.objects.filter(call=call).first() or cls(call=call)
