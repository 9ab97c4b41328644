from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.Model):
    """A subject under which talks are proposed to a call and reviewed."""

    call = models.ForeignKey("submissions.Call", models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="one_track_of_a_name_per_call")
        ]

    def __str__(self):
        return self.name
