from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import PartialDateField
from portal.common.text import MarkdownField, RenderedField


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """Articles everybody may read, the latest first; those without a known date stand last."""
        return self.filter(state=Article.State.PUBLISHED).order_by(
            F("day").desc(nulls_last=True), F("published_at").desc(nulls_last=True), "-pk"
        )


class Article(models.Model):
    """A piece of news: our own text, or a pointer to a report elsewhere."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    title_html = RenderedField("title", inline=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    body = MarkdownField(_("text"), blank=True)
    body_html = RenderedField("body")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # The date of what is reported, as precisely as it is known; our own articles take the day they appear.
    date = PartialDateField(_("date"), null=True, blank=True)
    day = models.DateField(null=True, editable=False, db_index=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    external_url = models.URLField(_("address of the report"), max_length=400, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    projects = models.ManyToManyField(
        "projects.Project", blank=True, related_name="articles", verbose_name=_("projects")
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = [Coalesce("published_at", "created_at").desc(), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "archived"]),
                name="article_state_known",
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if (
            self.state == self.State.PUBLISHED
            and self.published_at is None
            and not self.external_url
        ):
            self.published_at = timezone.now()
        self.day = self.date.first_day() if self.date else self._day_of_publication()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:article", args=[self.slug])

    def _day_of_publication(self):
        return timezone.localdate(self.published_at) if self.published_at else None
