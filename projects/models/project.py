from copy import copy

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDateField, display_range
from portal.common.text import MarkdownField, RenderedField, render, render_inline
from projects.models.alphabetical import alphabetical
from projects.models.institution import Affiliation


class ProjectQuerySet(models.QuerySet):
    def led_by(self, user):
        """Projects that this member leads now."""
        if not user.has_role(Role.MEMBER):
            return self.none()
        leading = Membership.objects.leading().filter(person__user=user)
        return self.filter(pk__in=leading.values("project"))

    def editable_by(self, user):
        """Projects whose page this reader may change: those they lead, for coordinators all."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_role(Role.COORDINATOR) else self.led_by(user)

    def of(self, user):
        """Projects in which this reader has a part now."""
        parts = Membership.objects.current().filter(person__user=user)
        return self.filter(pk__in=parts.values("project"))

    def with_any_of(self, people):
        """Projects in which one of these people has a part now."""
        parts = Membership.objects.current().filter(person__in=people)
        return self.filter(pk__in=parts.values("project"))

    def for_cards(self):
        """Projects with what a card shows, in the same one query: names and numbers, no rows."""
        investigators = Membership.objects.filter(
            project=models.OuterRef("pk"), role=Membership.Role.PRINCIPAL_INVESTIGATOR
        )
        return self.defer("summary", "summary_html", "search_vector").annotate(
            phase_numbers=_related("projects.Phase", "number", "number"),
            places=_related("projects.Institution", alphabetical("name"), "name"),
            investigators=ArraySubquery(investigators.values("person__name")),
        )

    def for_page(self):
        """Projects with what their page shows, at a fixed number of queries."""
        places = Affiliation.objects.select_related("institution")
        team = Membership.objects.select_related("person").prefetch_related(
            models.Prefetch("person__affiliations", places)
        )
        return (
            self.defer("search_vector")
            .annotate(
                phase_list=_related("projects.Phase", "number", "number", "label"),
                perspective_list=_related(
                    "projects.Perspective", "position", "slug", "name", "name_de"
                ),
                area_list=_related("projects.Area", alphabetical("name"), "slug", "name"),
            )
            .prefetch_related("institutions", models.Prefetch("memberships", team))
        )


def _related(model, order, *fields):
    """The related rows in their order: the value of one field, or objects of several."""
    rows = apps.get_model(model)._default_manager.filter(projects=models.OuterRef("pk"))
    if len(fields) == 1:
        return ArraySubquery(rows.order_by(order).values(*fields))
    objects = JSONObject(**{field: field for field in fields})
    return ArraySubquery(rows.order_by(order).values(object=objects))


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
        models.CharField(max_length=400, validators=[URLValidator(["http", "https"])]),
        verbose_name=_("sources"),
        default=list,
        blank=True,
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
        ordering = [alphabetical("title"), "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="project_search_vector")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.slug])

    @property
    def topic(self):
        """The key of the topic under which people hear of the project by mail."""
        return f"project:{self.pk}"

    def rehearse(self):
        """Return, without saving anything, what saving this text now would show."""
        rehearsal = copy(self)
        rehearsal.title_html = render_inline(self.title)
        rehearsal.summary_html = render(self.summary)
        return rehearsal

    @property
    def gepris_url(self):
        """The project's page at the funder; empty where its number is not known."""
        return f"https://gepris.dfg.de/gepris/projekt/{self.gepris_id}" if self.gepris_id else ""

    @property
    def teams(self):
        """The people by role, in the order of the roles; roles that nobody has now are left out."""
        members = [member for member in self.memberships.all() if not member.is_over]
        teams = {role: [m.person for m in members if m.role == role] for role in Membership.Role}
        return [(role, people) for role, people in teams.items() if people]

    @property
    def former_memberships(self):
        """The parts of those who have left, in the order of the team."""
        here = {member.person_id for member in self.memberships.all() if not member.is_over}
        left = {m.person_id: m for m in self.memberships.all() if m.person_id not in here}
        return list(left.values())

    @property
    def lacks_investigators(self):
        """Tell whether nobody is known who leads the project."""
        leads = Membership.Role.PRINCIPAL_INVESTIGATOR
        return not any(member.role == leads for member in self.memberships.all())

    @property
    def period(self):
        """When the project runs, as precisely as it is known."""
        return display_range(self.start, self.end)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Memberships that are not known to be over."""
        today = timezone.localdate().isoformat()
        # Dates are kept as ISO text: a year or a month is over once a later one has begun.
        not_over = models.Q(end__gte=today) | models.Q(end__in=[today[:4], today[:7]])
        return self.filter(models.Q(end=None) | not_over)

    def leading(self):
        """The memberships of those who lead a project now."""
        return self.current().filter(role=Membership.Role.PRINCIPAL_INVESTIGATOR)

    def by_role(self):
        """Memberships with their projects, in the order in which `Role` lists the roles."""
        roles = [
            models.When(role=role, then=models.Value(rank))
            for rank, role in enumerate(Membership.Role.values)
        ]
        return (
            self.select_related("project")
            .defer("project__summary", "project__summary_html", "project__search_vector")
            .order_by(models.Case(*roles), alphabetical("project__title"), "pk")
        )


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

    objects = MembershipQuerySet.as_manager()

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

    @property
    def is_over(self):
        """Tell whether it is known to have ended."""
        return self.end is not None and self.end.last_day() < timezone.localdate()

    @property
    def period(self):
        """From when to when, as precisely as it is known."""
        return display_range(self.start, self.end)
