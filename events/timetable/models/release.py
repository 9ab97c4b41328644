from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseQuerySet(models.QuerySet):
    def last_of(self, event):
        """The latest version of an event's programme, None where none was released."""
        return self.filter(event=event).order_by("-version").first()


class Release(models.Model):
    """A version of an event's programme that people were told: what stood there, and what was new."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="programme_releases")
    version = models.PositiveIntegerField(_("version"))
    note = models.TextField(_("note"), max_length=500, blank=True)
    # What events.timetable.changes compares with, and what it found.
    programme = models.JSONField()
    changes = models.JSONField(default=list)
    released_at = models.DateTimeField(_("released"), auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a programme")
        verbose_name_plural = _("versions of programmes")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["event", "version"], name="one_release_per_version")
        ]

    def __str__(self):
        return f"{self.event} ({self.version})"
