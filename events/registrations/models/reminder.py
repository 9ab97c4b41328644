from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """That people were reminded of an event, so long before the time at which it was to begin."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="sent_reminders")
    minutes = models.PositiveIntegerField(_("minutes before"))
    starts_at = models.DateTimeField(_("begins"))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "minutes", "starts_at"], name="one_reminder_per_time"
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.minutes}"
