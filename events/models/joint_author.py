from django.db import models
from django.utils.translation import gettext_lazy as _


class JointAuthor(models.Model):
    """Somebody with whom the work of a talk was done, and who does not speak; in order."""

    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="joint_authors")
    person = models.ForeignKey(
        "projects.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="joint_talks",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("co-author of a talk")
        verbose_name_plural = _("co-authors of talks")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def with_affiliation(self):
        return ", ".join(part for part in (self.name, self.affiliation) if part)
