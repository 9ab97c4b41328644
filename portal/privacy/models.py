from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """One night's removal of what nobody needs any more; its lines say how much, never whose."""

    started_at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    # None while it runs, and for good where it was interrupted: the next run goes on.
    finished_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class RetentionLine(models.Model):
    """How many rows of one kind a run removed."""

    run = models.ForeignKey(RetentionRun, models.CASCADE, related_name="lines")
    label = models.CharField(_("what"), max_length=100)
    count = models.PositiveIntegerField(_("how many"))

    class Meta:
        verbose_name = _("line of a retention run")
        verbose_name_plural = _("lines of retention runs")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.count} {self.label}"

    @property
    def in_words(self):
        """What was removed, in the reader's language."""
        return gettext(self.label)
