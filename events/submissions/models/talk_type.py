from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class TalkType(models.Model):
    """What can be proposed to a call: a talk, a poster, a lightning talk, with the time each takes."""

    call = models.ForeignKey("submissions.Call", models.CASCADE, related_name="types")
    name = models.CharField(_("name"), max_length=100)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        help_text=_("Empty for what takes no slot, as a poster."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("type of talk")
        verbose_name_plural = _("types of talks")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="one_type_of_a_name_per_call"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1), name="talk_type_takes_time"
            ),
        ]

    def __str__(self):
        if self.minutes is None:
            return self.name
        return gettext("%(name)s (%(n)d minutes)") % {"name": self.name, "n": self.minutes}
