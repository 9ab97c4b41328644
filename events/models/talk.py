from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, JSONObject, Upper
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.models.calendar_entry import CalendarEntry
from events.models.duration import Duration
from events.models.event import Event, long_called_off
from portal.common.slugs import slug_of
from portal.common.text import MarkdownField, RenderedField

LONGEST_CV = 1_500


class TalkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Talks of the events this reader may know of."""
        return self.filter(event__in=Event.objects.visible_to(user))

    def given_by(self, user):
        """Talks that this person gives or gave, those called off left out."""
        speaking = Speaker.objects.filter(person__user=user)
        return self.filter(pk__in=speaking.values("talk"), is_cancelled=False)

    def of_project(self, project):
        """Talks that members of the project give or gave."""
        speaking = Speaker.objects.filter(person__memberships__project=project)
        return self.filter(pk__in=speaking.values("talk"))

    def still_to_come(self):
        """Talks of events that take place and are not over, the next first."""
        events = Event.objects.upcoming().filter(state=Event.State.PUBLISHED).order_by()
        begins = Coalesce("starts_at", "event__starts_at")
        return self.filter(event__in=events).order_by(begins.asc(nulls_last=True), "pk")

    def in_calendars(self):
        """Talks with all that a calendar tells, not over for more than a year or long called off."""
        events = Event.objects.in_calendars().order_by()
        return (
            self.filter(event__in=events)
            .exclude(is_cancelled=True, changed_at__lt=long_called_off())
            .select_related("event", "session")
            .with_speakers()
            .order_by("starts_at", "pk")
        )

    def without_abstract(self):
        return self.filter(abstract="")

    def with_speakers(self):
        """Talks with their speakers at hand, in one more query for any number of them."""
        return self.prefetch_related(
            models.Prefetch("speakers", Speaker.objects.select_related("person"))
        )

    def with_authors(self):
        """Talks with their speakers, and with those the work was done with, at hand."""
        return self.with_speakers().prefetch_related("joint_authors__person")

    def for_timetable(self):
        """Talks with what a timetable shows of them, in one query: without their texts, speakers by name."""
        speakers = Speaker.objects.filter(talk=models.OuterRef("pk")).order_by("position", "pk")
        names = speakers.values(json=JSONObject(name="name", affiliation="affiliation"))
        return self.only(*Talk.IN_TIMETABLE).annotate(speaker_list=ArraySubquery(names))

    def latest_first(self):
        """Talks with the latest first, those without any date last."""
        when = Coalesce("starts_at", "event__starts_at")
        return self.order_by(
            when.desc(nulls_last=True), F("event__day").desc(nulls_last=True), "pk"
        )


class Talk(CalendarEntry):
    """A talk of an event; time, place and link are the event's unless it says otherwise."""

    CALENDAR_FIELDS = ("title", "starts_at", "ends_at", "room", "is_cancelled")
    IN_TIMETABLE = ("event", "session", "title_html", *CALENDAR_FIELDS)

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="talks")
    session = models.ForeignKey(
        "events.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("session"),
    )
    title = models.CharField(_("title"), max_length=300)
    title_html = RenderedField("title", inline=True)
    abstract = MarkdownField(_("abstract"), blank=True)
    abstract_html = RenderedField("abstract")
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=120, blank=True)
    # Its room or that of its session, as rooms are compared; the database keeps it (migration 0015).
    room_key = models.CharField(max_length=120, editable=False, default="")
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    publications = models.ManyToManyField(
        "publications.Publication",
        related_name="talks",
        blank=True,
        verbose_name=_("publications"),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = [F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__lte=F("ends_at")),
                name="talk_ends_after_it_begins",
            ),
            # Judged when all is written: within one transaction two talks can change places.
            ExclusionConstraint(
                name="one_talk_in_a_room_at_a_time",
                expressions=[
                    ("event", RangeOperators.EQUAL),
                    ("room_key", RangeOperators.EQUAL),
                    (Duration(), RangeOperators.OVERLAPS),
                ],
                condition=Q(starts_at__isnull=False, is_cancelled=False) & ~Q(room_key=""),
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Another talk is given in this room at that time."),
            ),
        ]
        indexes = [GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="talk_title_words")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:talk", args=[self.pk, self.slug])

    @property
    def slug(self):
        """The title as the end of an address, for readers; the number before it finds the talk."""
        slug = slug_of(self.title)
        # These ends of an address are pages of their own.
        return f"talk-{slug}" if slug in {"abstract", "cv", "slides"} else slug

    def leave_slot(self):
        """Have no time and room any more, unsaved: of a talk that is given after all they may be taken."""
        self.session = self.starts_at = self.ends_at = None
        self.room = ""

    @property
    def effective_room(self):
        """The room of the talk, its session's where it has none of its own."""
        return self.room or (self.session.room if self.session else "")

    @cached_property
    def speaker_list(self):
        """The speakers in order, by name and affiliation alone; at hand where asked `for_timetable()`."""
        return [{"name": one.name, "affiliation": one.affiliation} for one in self.speakers.all()]

    @property
    def speaker_line(self):
        """The speakers with their affiliations, in one line of plain text."""
        return "; ".join(speaker.with_affiliation for speaker in self.speakers.all())

    @property
    def joint_line(self):
        """Those with whom the work was done, in one line of plain text."""
        return "; ".join(author.with_affiliation for author in self.joint_authors.all())


class Speaker(models.Model):
    """Who gives a talk: a person of the programme, or a guest known by name."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        "projects.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="speaking",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    biography = MarkdownField(_("short CV"), max_length=LONGEST_CV, blank=True)
    biography_html = RenderedField("biography")
    # Where a guest, or whoever submitted the talk, is reached; never shown.
    email = models.EmailField(_("e-mail address"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def with_affiliation(self):
        return ", ".join(part for part in (self.name, self.affiliation) if part)
