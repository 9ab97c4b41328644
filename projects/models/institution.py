from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import PartialDateField, display_range
from projects.models.alphabetical import alphabetical

COUNTRY = RegexValidator(r"^[A-Z]{2}\Z", _("Give a country as two capital letters, such as DE."))
ROR = RegexValidator(
    r"^https://ror\.org/0[a-z0-9]{8}\Z", _("A ROR looks like https://ror.org/05591te55.")
)
DOMAIN = RegexValidator(
    r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\Z",
    _("Give a domain in small letters, such as example.edu."),
)


class InstitutionQuerySet(models.QuerySet):
    def called(self, name):
        """Institutions known by this name or alias, whatever its case and accents."""
        return self.filter(
            models.Q(name__unaccent__iexact=name) | models.Q(aliases__name__unaccent__iexact=name)
        ).distinct()

    def named(self, alternatives):
        """Institutions one of whose names holds, for each of the lists, one of its words."""
        found = self
        for words in alternatives:
            holding = [
                models.Q((f"{name}__unaccent__icontains", word))
                for word in words
                for name in ("name", "aliases__name")
            ]
            found = found.filter(reduce(or_, holding))
        return found.distinct()

    def with_address(self, email):
        """Institutions to one of whose domains, or to a domain below it, the address belongs."""
        labels = email.rpartition("@")[2].lower().split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels))]
        return self.filter(domains__overlap=domains)

    def with_projects(self):
        """Institutions that know the `project_ids` of their projects."""
        links = apps.get_model("projects.Project").institutions.through.objects
        projects = links.filter(institution=models.OuterRef("pk"))
        return self.annotate(project_ids=ArraySubquery(projects.values("project")))


class Institution(models.Model):
    """A university or institute that takes part, with the place where it stands on the map."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[COUNTRY])
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    ror = models.URLField(_("ROR"), blank=True, validators=[ROR])
    website = models.URLField(_("website"), max_length=400, blank=True)
    domains = ArrayField(
        models.CharField(max_length=120, validators=[DOMAIN]),
        verbose_name=_("domains of e-mail addresses"),
        default=list,
        blank=True,
        help_text=_("For example: example.edu; addresses below it, @math.example.edu, count too."),
    )
    part = models.CharField(_("part in the programme"), max_length=120, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = [alphabetical("name"), "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("projects:institution", args=[self.slug])


class Alias(models.Model):
    """Another name under which an institution is known."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(Lower("name"), name="alias_names_one_institution")]

    def __str__(self):
        return self.name


class Affiliation(models.Model):
    """A person's time at an institution, as precisely as it is known."""

    person = models.ForeignKey("projects.Person", models.CASCADE, related_name="affiliations")
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="affiliations")
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    is_former = models.BooleanField(
        _("over"), default=False, help_text=_("Also where it is not known when it ended.")
    )

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["is_former", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "institution", "start"],
                nulls_distinct=False,
                name="affiliation_once_per_start",
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.institution}"

    @property
    def period(self):
        """From when to when, as precisely as it is known."""
        return display_range(self.start, self.end)
