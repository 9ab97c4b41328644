from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Authorship(models.Model):
    """An author of a publication in the order on its title page: a name, and whose it is if known."""

    publication = models.ForeignKey(
        "publications.Publication", models.CASCADE, related_name="authorships"
    )
    person = models.ForeignKey(
        "projects.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="authorships",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "person"],
                condition=Q(person__isnull=False),
                name="author_once_per_publication",
            )
        ]

    def __str__(self):
        return self.name
