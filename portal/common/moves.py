from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ForbiddenMove(Exception):
    """A step that the table of moves does not list, or that the row is not fit for."""


class Move(models.Model):
    """One step in the life of a row: by whom and when; the states stand in the model it is for."""

    from_state: models.CharField
    to_state: models.CharField
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        abstract = True
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["moved_at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
