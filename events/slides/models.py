import secrets

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event

FOLDER = "slides"


class Kind(models.TextChoices):
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    ODP = "odp", "OpenDocument"

    @property
    def content_type(self):
        return CONTENT_TYPES[self]


CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
}


class Licence(models.TextChoices):
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved")
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"

    @property
    def address(self):
        """Where the licence can be read, empty where there is nothing to read."""
        return LICENCE_TEXTS.get(self, "")


LICENCE_TEXTS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Release(models.TextChoices):
    """From when others may have the slides."""

    NOW = "now", _("At once")
    AFTER = "after", _("After the talk")
    AT = "at", _("At a time of my choice")
    NEVER = "never", _("Not at all")


def ended(now):
    """The condition on slides that their talk is over, as far as the portal knows."""
    known = Q(ends__lte=now)
    return known | Q(ends=None, talk__event__last_day__lt=timezone.localdate(now))


def due(now):
    """The condition on slides that others may have them by now, where there are any; they know when they end."""
    after = Q(release=Release.AFTER) & ended(now)
    return Q(release=Release.NOW) | after | Q(release=Release.AT, release_at__lte=now)


class SlidesQuerySet(models.QuerySet):
    def with_end(self):
        """Slides that know when their talk `ends`, as far as the portal does."""
        return self.annotate(ends=Coalesce("talk__ends_at", "talk__event__ends_at"))

    def with_due(self, now):
        """Slides that know whether they `are_due`, by time alone."""
        are_due = ExpressionWrapper(due(now), models.BooleanField())
        return self.with_end().annotate(are_due=are_due)

    def given_out(self):
        """Slides that whoever may see the talk may have now; a talk called off has none."""
        held = Slides.objects.with_end().filter(
            talk__is_cancelled=False, talk__event__state=Event.State.PUBLISHED
        )
        return held.filter(due(timezone.now()), pk__in=_current().values("slides"))

    def shown(self):
        """Slides and recordings for a page, each knowing whether its file is given out."""
        given_out = Slides.objects.given_out().filter(pk=models.OuterRef("pk"))
        return self.annotate(is_given_out=models.Exists(given_out))


def _current():
    return Version.objects.filter(ended_at=None)


class Slides(models.Model):
    """What remains of a talk: its slides in versions, on which terms, and a recording."""

    talk = models.OneToOneField("events.Talk", models.CASCADE, related_name="slides")
    release = models.CharField(_("public"), max_length=5, choices=Release, default=Release.AFTER)
    release_at = models.DateTimeField(_("public from"), null=True, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence, default=Licence.ALL_RIGHTS_RESERVED
    )
    recording = models.URLField(_("recording"), max_length=400, blank=True)
    none_will_come = models.BooleanField(_("there will be no slides"), default=False)
    # When people were told that others may have them; empty as long as nobody was.
    told_at = models.DateTimeField(_("told"), null=True, editable=False)

    objects = SlidesQuerySet.as_manager()

    class Meta:
        verbose_name = _("slides")
        verbose_name_plural = _("slides")
        constraints = [
            models.CheckConstraint(
                condition=Q(release__in=["now", "after", "never"])
                | Q(release="at", release_at__isnull=False),
                name="slides_release_known",
            ),
            models.CheckConstraint(
                condition=Q(recording="") | Q(recording__startswith="https://"),
                name="slides_recording_by_https",
            ),
        ]

    def __str__(self):
        return str(self.talk)

    @property
    def current(self):
        """The version that is offered, None where there is none or it was withdrawn."""
        return self.versions.filter(ended_at=None).first()

    @property
    def terms(self):
        return Licence(self.licence)


def stored_as(version, name):
    """Return a name of our own; that of the uploaded file is nowhere used."""
    return f"{FOLDER}/{secrets.token_hex(16)}.{version.kind}"


class Version(models.Model):
    """One file somebody uploaded as the slides of a talk; the one that has not ended is offered."""

    slides = models.ForeignKey(Slides, models.CASCADE, related_name="versions")
    file = models.FileField(_("file"), upload_to=stored_as)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    ended_at = models.DateTimeField(_("replaced or withdrawn"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        verbose_name = _("version of slides")
        verbose_name_plural = _("versions of slides")
        ordering = [F("uploaded_at").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slides"], condition=Q(ended_at=None), name="slides_one_current_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "pptx", "odp"]), name="slides_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.slides}, {self.uploaded_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("slides:version", args=[self.slides.talk_id, self.pk])


class Notice(models.Model):
    """That people were told on a day which talks of an event had their slides given out."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice of slides")
        verbose_name_plural = _("notices of slides")
        constraints = [
            models.UniqueConstraint(fields=["event", "day"], name="one_notice_of_slides_a_day")
        ]

    def __str__(self):
        return f"{self.event}: {self.day}"
