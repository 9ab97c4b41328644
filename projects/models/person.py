from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ORCID = RegexValidator(
    r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]\Z", _("An ORCID looks like 0000-0002-1825-0097.")
)


class PersonQuerySet(models.QuerySet):
    def with_affiliations(self):
        """People with their institutions at hand, in two more queries for any number of them."""
        return self.prefetch_related("affiliations__institution")


class Person(models.Model):
    """Somebody who takes part in the programme, with or without an account."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(
        _("name to sort by"), max_length=200, editable=False, db_index=True
    )
    orcid = models.CharField(
        _("ORCID"), max_length=19, null=True, blank=True, unique=True, validators=[ORCID]
    )
    homepage = models.URLField(_("homepage"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = family_name_first(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:person", args=[self.slug])


def family_name_first(name):
    """Return "Kutyniok, Gitta" for "Gitta Kutyniok", the order of a list of people."""
    given, _space, family = name.strip().rpartition(" ")
    return f"{family}, {given}" if given else family
