from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import PartialDateField
from portal.common.text import RenderedField
from projects.publications.identifiers import (
    normal_arxiv,
    normal_doi,
    validate_arxiv,
    validate_doi,
)
from projects.publications.models.authorship import Authorship


class PublicationQuerySet(models.QuerySet):
    def of(self, person):
        """What this person has written, alone or with others."""
        return self.filter(pk__in=Authorship.objects.filter(person=person).values("publication"))

    def since(self, day):
        """What appeared on that day or later, as far as is known; what bears no date counts as new."""
        # Dates are kept as ISO text: a year or a month may mean its last day.
        iso = day.isoformat()
        return self.filter(Q(date=None) | Q(date__gte=iso) | Q(date__in=[iso[:4], iso[:7]]))

    def latest_first(self):
        """The latest first; what bears no date stands before everything."""
        return self.order_by(models.F("date").desc(nulls_first=True), "title", "pk")

    def with_authors(self):
        """Publications with their authors at hand, in one more query for any number of them."""
        authors = Authorship.objects.select_related("person")
        return self.prefetch_related(models.Prefetch("authorships", authors))


class Publication(models.Model):
    """A paper, book or preprint that came of the programme's work, or of that of its people."""

    title = models.CharField(_("title"), max_length=500)
    title_html = RenderedField("title", inline=True)
    # A year, a month or a day, as precisely as it is known.
    date = PartialDateField(_("date"), null=True, blank=True)
    venue = models.CharField(
        _("where it appeared"),
        max_length=300,
        blank=True,
        help_text=_("The journal with volume and pages, the proceedings, the publisher."),
    )
    doi = models.CharField(
        _("DOI"), max_length=200, null=True, blank=True, unique=True, validators=[validate_doi]
    )
    arxiv_id = models.CharField(
        _("arXiv identifier"),
        max_length=40,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_arxiv],
    )
    url = models.URLField(_("address"), max_length=400, blank=True)
    bibtex = models.TextField(
        _("BibTeX"), blank=True, max_length=20_000, help_text=_("Kept as it was given.")
    )
    projects = models.ManyToManyField(
        "projects.Project", related_name="publications", blank=True, verbose_name=_("projects")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = [models.F("date").desc(nulls_first=True), "title", "pk"]
        indexes = [models.Index(fields=["date"], name="publication_date")]

    def __str__(self):
        return self.title

    def clean_fields(self, exclude=None):
        # What people paste is brought into its form before it is judged; none is null, as it is unique.
        self.doi = normal_doi(self.doi or "") or None
        self.arxiv_id = normal_arxiv(self.arxiv_id or "") or None
        super().clean_fields(exclude)

    @property
    def href(self):
        """Where it can be read: by its DOI, at arXiv, or wherever it was said to be."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://arxiv.org/abs/{self.arxiv_id}" if self.arxiv_id else self.url

    @property
    def author_line(self):
        """The authors in their order: "Sample Author, Other Author"."""
        return ", ".join(authorship.name for authorship in self.authorships.all())
