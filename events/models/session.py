from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Session(models.Model):
    """A block of an event's programme: some talks in a room, a break, or an evening together."""

    class Kind(models.TextChoices):
        TALKS = "talks", _("Talks")
        BREAK = "break", _("Break")
        SOCIAL = "social", _("Social")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TALKS)
    title = models.CharField(_("title"), max_length=200)
    room = models.CharField(_("room"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "room", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="session_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return self.title
