from copy import copy
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common import moves
from portal.common.moves import ForbiddenMove
from portal.common.partial_dates import PartialDate, PartialDateField
from portal.common.slugs import unique_slug
from portal.common.text import MarkdownField, RenderedField, plain, render, render_inline

SLUG_LENGTH = 80


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


MOVES = {
    State.DRAFT: {State.PUBLISHED, State.ARCHIVED},
    State.PUBLISHED: {State.DRAFT, State.ARCHIVED},
    State.ARCHIVED: {State.DRAFT, State.PUBLISHED},
}


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """Articles everybody may read, the latest first; those without a known date stand last."""
        return self.filter(state=State.PUBLISHED).order_by(
            F("day").desc(nulls_last=True), F("published_at").desc(nulls_last=True), "-pk"
        )

    def for_lists(self):
        """Articles without their texts, which a list does not show."""
        return self.defer("body", "body_html")

    def in_state(self, state):
        """Articles in this state; all of them where it is empty."""
        return self.filter(state=state) if state else self


class Article(models.Model):
    """A piece of news: our own text, or a pointer to a report elsewhere; MOVES lists its life."""

    State = State

    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH, unique=True)
    title = models.CharField(_("title"), max_length=300)
    title_html = RenderedField("title", inline=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    summary_html = RenderedField("summary", inline=True)
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
    # When the words last changed; entering another state does not touch it.
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
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_article_has_moment",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.state == State.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()
        if not self.slug:
            self.slug = self.free_slug()
        self.day = self._known_day()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("news:article", args=[self.slug])

    @property
    def is_external(self):
        """Tell whether this points to a report elsewhere."""
        return bool(self.external_url)

    @property
    def site(self):
        """The site that carries the report: "mathplus.de"."""
        return (urlsplit(self.external_url).hostname or "").removeprefix("www.")

    @property
    def is_of_another_year(self):
        """Tell whether the year has to be said."""
        return self.year != timezone.localdate().year

    @property
    def version(self):
        """What tells these stored words from any other; "" while nothing is stored."""
        return self.changed_at.isoformat() if self.pk else ""

    @property
    def text_language(self):
        """The language of our own words: of a report elsewhere only the title is quoted from it."""
        return "" if self.is_external else self.language

    @property
    def is_fit_to_print(self):
        """Tell whether a reader would find anything below the title."""
        return bool(self.summary or self.body or self.external_url)

    @property
    def known_date(self):
        """The date, as precisely as it is known; None if it is not."""
        if self.date or not self.day:
            return self.date
        return PartialDate(self.day.year, self.day.month, self.day.day)

    @property
    def shown_date(self):
        """The date as precisely as it is known, in the reader's language; "" if it is not known."""
        return self.known_date.display() if self.known_date else ""

    @property
    def machine_date(self):
        """The date as a `<time>` element wants it."""
        return str(self.known_date or "")

    @property
    def year(self):
        """The year under which a list shows it; None if it is not known."""
        return self.day.year if self.day else None

    def free_slug(self):
        """Return an address made of the title that no other article has."""
        others = type(self).objects.exclude(pk=self.pk)
        return unique_slug(others, plain(self.title), SLUG_LENGTH)

    def rehearse(self):
        """Return, without saving anything, what publishing this article now would show."""
        rehearsal = copy(self)
        rehearsal.title_html = render_inline(self.title)
        rehearsal.summary_html = render_inline(self.summary)
        rehearsal.body_html = render(self.body)
        rehearsal.published_at = self.published_at or timezone.now()
        rehearsal.day = rehearsal._known_day()  # noqa: SLF001  a copy of itself
        return rehearsal

    def _known_day(self):
        if self.date:
            return self.date.first_day()
        if self.is_external or self.published_at is None:
            return None
        return timezone.localdate(self.published_at)

    @transaction.atomic
    def move_to(self, state, *, by):
        """Enter `state` and remember who did it; raise ForbiddenMove, with the reason, if it cannot."""
        # Another editor may have moved or emptied it since this row was loaded: judge what is stored.
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        before = stored.state
        stored.check_move(state)
        stored.state = state
        stored.save(update_fields=["state", "published_at", "day"])
        self.state, self.published_at, self.day = stored.state, stored.published_at, stored.day
        self.moves.create(from_state=before, to_state=state, moved_by=by)

    def check_move(self, state):
        """Raise ForbiddenMove, with a reason to show, if this article cannot enter `state` now."""
        if state not in MOVES[State(self.state)]:
            now = self.get_state_display()
            raise ForbiddenMove(gettext("That is not possible: the article is “%s” now.") % now)
        if state == State.PUBLISHED and not self.is_fit_to_print:
            raise ForbiddenMove(
                gettext("Write a summary or a text before you publish the article.")
            )


class Move(moves.Move):
    """One step in the life of an article: from where to where, by whom and when."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=10, choices=State)
    to_state = models.CharField(_("to"), max_length=10, choices=State)

    class Meta(moves.Move.Meta):
        ordering = ["-moved_at", "-pk"]
