from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import PartialDateField
from portal.common.text import MarkdownField, RenderedField


class ProjectQuerySet(models.QuerySet):
    def for_cards(self):
        """Projects with all that a card shows, at a fixed number of queries."""
        principal_investigators = Membership.objects.filter(
            role=Membership.Role.PRINCIPAL_INVESTIGATOR
        ).select_related("person")
        return self.prefetch_related(
            "phases",
            "institutions",
            models.Prefetch(
                "memberships", principal_investigators, to_attr="principal_investigators"
            ),
        )


class Project(models.Model):
    """A research project of the programme; its slug never changes."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    gepris_id = models.CharField(
        _("GEPRIS number"),
        max_length=12,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^\d+\Z", _("A GEPRIS number consists of digits."))],
    )
    title = models.CharField(_("title"), max_length=400)
    title_html = RenderedField("title", inline=True)
    title_de = models.CharField(_("title in German"), max_length=400, blank=True)
    alternative_titles = ArrayField(
        models.CharField(max_length=400), verbose_name=_("other titles"), default=list, blank=True
    )
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    summary = MarkdownField(_("summary"), blank=True)
    summary_html = RenderedField("summary")
    keywords = ArrayField(
        models.CharField(max_length=120), verbose_name=_("keywords"), default=list, blank=True
    )
    website = models.URLField(_("website"), max_length=400, blank=True)
    sources = ArrayField(
        models.URLField(max_length=400), verbose_name=_("sources"), default=list, blank=True
    )
    start = PartialDateField(_("start"), null=True, blank=True)
    end = PartialDateField(_("end"), null=True, blank=True)
    investigators_known = models.BooleanField(_("principal investigators are known"), default=True)
    phases = models.ManyToManyField("projects.Phase", related_name="projects", blank=True)
    perspectives = models.ManyToManyField(
        "projects.Perspective", related_name="projects", blank=True
    )
    areas = models.ManyToManyField("projects.Area", related_name="projects", blank=True)
    institutions = models.ManyToManyField(
        "projects.Institution", related_name="projects", blank=True
    )
    people = models.ManyToManyField(
        "projects.Person", through="projects.Membership", related_name="projects"
    )
    # The words that find the project, kept by projects.searching.
    search_vector = SearchVectorField(null=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["title", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="project_search_vector")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.slug])


class Membership(models.Model):
    """A person's part in a project."""

    class Role(models.TextChoices):
        PRINCIPAL_INVESTIGATOR = "principal investigator", _("Principal investigator")
        RESEARCHER = "researcher", _("Researcher")
        ASSOCIATE = "associate", _("Associate")

    person = models.ForeignKey("projects.Person", models.CASCADE, related_name="memberships")
    project = models.ForeignKey(Project, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "project", "role"], name="membership_once_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["principal investigator", "researcher", "associate"]),
                name="membership_role_known",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.project}"
