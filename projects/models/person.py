from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models.institution import Affiliation
from projects.models.word import Word
from projects.names import family_name_first, folded
from projects.orcid import validate_orcid


class PersonQuerySet(models.QuerySet):
    def with_affiliations(self):
        """People with their institutions at hand, in one more query for any number of them."""
        affiliations = Affiliation.objects.select_related("institution")
        return self.prefetch_related(models.Prefetch("affiliations", affiliations))

    def for_list(self):
        """People with their institutions, and how many projects they have a part in."""
        projects = models.Count("memberships__project", distinct=True)
        people = self.with_affiliations().annotate(project_count=projects)
        return people.order_by("sort_name", "pk")

    def named(self, alternatives):
        """People whose name holds, for each of the lists of words, one of its words."""
        return self.filter(
            *(
                Q.create([("search_name__contains", word) for word in words], connector=Q.OR)
                for words in alternatives
            )
        )

    def named_like(self, text):
        """People whose name holds every word of the text, or a word that resembles it."""
        return self.named(Word.objects.alternatives(folded(text).split()))


class Person(models.Model):
    """Somebody who takes part in the programme, with or without an account."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    # Both follow the name: one puts people in order, the other finds them.
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    search_name = models.CharField(max_length=200, editable=False)
    orcid = models.CharField(
        _("ORCID"), max_length=19, null=True, blank=True, unique=True, validators=[validate_orcid]
    )
    homepage = models.URLField(_("homepage"), max_length=400, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    # When the person last said that the page about them is right.
    reviewed_at = models.DateTimeField(_("looked at"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        indexes = [
            GinIndex(fields=["search_name"], name="person_search_name", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_name = folded(self.name)[:200]
        self.sort_name = folded(family_name_first(self.name))[:200]
        if kwargs.get("update_fields") is not None and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_name", "sort_name"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:person", args=[self.slug])

    @property
    def initial(self):
        """The letter under which a list in order of family names has the person."""
        return self.sort_name[:1].upper()

    @property
    def places_now(self):
        """The institutions where the person is, as far as is known."""
        return [a.institution for a in self.affiliations.all() if not a.is_former]

    @property
    def places_before(self):
        """The institutions that the person has left."""
        return [a.institution for a in self.affiliations.all() if a.is_former]

    @property
    def orcid_url(self):
        """The person's page at ORCID; empty where no ORCID is known."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else ""
