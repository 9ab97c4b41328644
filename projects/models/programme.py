from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import PartialDateField
from portal.common.text import MarkdownField, RenderedField
from projects.models.alphabetical import alphabetical


class MenuItem(models.TextChoices):
    """What the main menu can hold."""

    RESEARCH = "research", _("Research")
    PEOPLE = "people", _("People")
    INSTITUTIONS = "institutions", _("Institutions")
    EVENTS = "events", _("Events")
    NEWS = "news", _("News")


def whole_menu():
    """Return everything the main menu can hold, in the usual order."""
    return list(MenuItem.values)


class Programme(models.Model):
    """Who the portal is for; there is exactly one row."""

    name = models.CharField(_("name"), max_length=200)
    name_de = models.CharField(_("name in German"), max_length=200, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    question = models.CharField(
        _("guiding question"),
        max_length=200,
        blank=True,
        help_text=_("The headline of the home page."),
    )
    kind = models.CharField(_("kind of programme"), max_length=200, blank=True)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    grant_number = models.CharField(_("grant number"), max_length=60, blank=True)
    website = models.URLField(_("website"), max_length=400, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    coordinator = models.ForeignKey(
        "projects.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    host = models.ForeignKey(
        "projects.Institution", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    committee = models.ManyToManyField("projects.Person", blank=True, related_name="+")
    about = MarkdownField(_("about"), blank=True)
    about_html = RenderedField("about")
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default="#2b3fbf",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Give a colour as #rrggbb."))],
    )
    menu = ArrayField(
        models.CharField(max_length=20, choices=MenuItem),
        verbose_name=_("main menu"),
        default=whole_menu,
        blank=True,
    )
    established = PartialDateField(_("established"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_programme")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @property
    def localised_name(self):
        """The name in the reader's language, in English where there is no other."""
        return (self.name_de if get_language() == "de" else "") or self.name


class Phase(models.Model):
    """A funding period of the programme."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    label = models.CharField(_("label"), max_length=120)
    start = PartialDateField(_("start"), null=True, blank=True)
    end = PartialDateField(_("end"), null=True, blank=True)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["number"]

    def __str__(self):
        return self.label


class Perspective(models.Model):
    """One of the points of view under which the programme orders its research."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_de = models.CharField(_("name in German"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    topics = ArrayField(
        models.CharField(max_length=120), verbose_name=_("topics"), default=list, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("perspective")
        verbose_name_plural = _("perspectives")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Area(models.Model):
    """A field of mathematics or a neighbouring science that projects work in."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = [alphabetical("name"), "pk"]

    def __str__(self):
        return self.name
