import datetime
import zoneinfo

from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.calendar_entry import CalendarEntry
from events.models.joining import Joining, JoinRule
from events.models.registering import Registering
from events.models.reminders import reminders_field, usual_reminders
from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDateField
from portal.common.text import MarkdownField, RenderedField
from portal.common.zones import ZoneField

# So long what was called off stays in calendars: whoever looks in now and then must meet it there.
SEEN_CANCELLED = datetime.timedelta(days=60)


def long_called_off():
    """Return the moment before which something must have been called off to leave the calendars."""
    return timezone.now() - SEEN_CANCELLED


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Events this reader may know of: public ones, for members also theirs, for organisers all."""
        if user.is_authenticated and user.has_role(Role.ORGANISER):
            return self
        if user.is_authenticated and user.has_role(Role.MEMBER):
            return self.announced()
        return self.public()

    def announced(self):
        """Events that are not being drafted any more."""
        return self.exclude(state=Event.State.DRAFT)

    def public(self):
        """Events that everybody may know of."""
        return self.announced().filter(visibility=Event.Visibility.PUBLIC)

    def telling(self):
        """Published events of which the portal tells by itself; see docs/announcements.md."""
        published = self.filter(state=Event.State.PUBLISHED, sends_notices=True)
        return published.exclude(series__sends_notices=False)

    def for_agenda(self):
        """Events with all that a row of an agenda shows, at a fixed number of queries."""
        now = timezone.now()
        # A call for talks belongs to an upper app: it is asked for by name.
        call_open = Q(call__opens_at__lte=now, call__closes_at__gte=now)
        return (
            self.select_related("series")
            .annotate(call_is_open=ExpressionWrapper(call_open, models.BooleanField()))
            .prefetch_related("talks__speakers")
        )

    def with_programme(self):
        """Events with their sessions, talks, speakers and co-authors at hand, for any number of them."""
        # By name: talks and calls know events, not the other way round.
        speakers = apps.get_model("events.Speaker")._default_manager.select_related("person")
        return self.select_related("series", "call").prefetch_related(
            "sessions",
            models.Prefetch("talks__speakers", speakers),
            "talks__joint_authors__person",
        )

    def with_timetable(self):
        """Events with their sessions and with what a timetable shows of their talks."""
        talks = apps.get_model("events.Talk")._default_manager.for_timetable()
        return self.prefetch_related("sessions", models.Prefetch("talks", talks))

    def in_calendars(self):
        """Events known at least to the day, in order of time; old and long cancelled ones left out."""
        recent = timezone.localdate() - datetime.timedelta(days=366)
        to_the_day = Q(starts_at__isnull=False) | Q(start__regex=r"^\d{4}-\d{2}-\d{2}$")
        long_cancelled = Q(state=Event.State.CANCELLED, changed_at__lt=long_called_off())
        events = self.filter(to_the_day, last_day__gte=recent).exclude(long_cancelled)
        events = events.select_related("series")
        return events.prefetch_related("talks__speakers").order_by("day", "starts_at", "pk")

    def upcoming(self):
        """Events of today and later, the next first."""
        return self.filter(last_day__gte=timezone.localdate()).order_by("day", "starts_at", "pk")

    def past(self):
        """Events that are over, and records whose date is unknown; the latest first."""
        over = Q(last_day__lt=timezone.localdate()) | Q(last_day=None)
        return self.filter(over).order_by(F("day").desc(nulls_last=True), "-starts_at", "-pk")


class Event(Registering, Joining, CalendarEntry):
    """A meeting, workshop, school, seminar session or date of record."""

    class Kind(models.TextChoices):
        ANNUAL_MEETING = "annual_meeting", _("Annual meeting")
        WORKSHOP = "workshop", _("Workshop")
        SCHOOL = "school", _("School")
        SEMINAR_SESSION = "seminar_session", _("Seminar session")
        DEADLINE = "deadline", _("Deadline")

    class Mode(models.TextChoices):
        ON_SITE = "on site", _("On site")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("Hybrid")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBERS = "members", _("Members")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    CALENDAR_FIELDS = (
        *("title", "starts_at", "ends_at", "start", "end", "zone"),
        *("venue", "city", "mode", "state"),
    )

    DERIVED_FIELDS = ("day", "last_day", "published_at", "called_off_at")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    series = models.ForeignKey(
        "events.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("series"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    title_html = RenderedField("title", inline=True)
    summary = MarkdownField(_("summary"), blank=True)
    summary_html = RenderedField("summary")

    # Exact moments where they are known; else the dates of record, as precisely as they are known.
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    zone = ZoneField(_("time zone"))
    # The first and last day, for order and filters; null where nothing is known.
    day = models.DateField(null=True, editable=False, db_index=True)
    last_day = models.DateField(null=True, editable=False, db_index=True)

    # Empty where nobody wrote down how it was held.
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, blank=True, default="")
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=400, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    # When people could first read of it, and when they learnt that it will not take place.
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)

    # None: as the series says, or as is usual.
    reminders = reminders_field(_("reminders"), null=True)
    sends_notices = models.BooleanField(
        _(
            "the portal tells by itself when registration or a call for talks opens, and when a call closes soon"
        ),
        default=True,
        help_text=_("Of a session unless its series is silent."),
    )

    # Of a series; it is open as long as no talk is given there (events.slots).
    is_open_slot = models.BooleanField(
        _("open date: members may take it for a talk"),
        default=False,
        help_text=_("Of a session of a series, as long as nobody speaks there."),
    )

    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(places_taken__lte=F("capacity")),
                name="event_never_overbooked",
            ),
            models.CheckConstraint(
                condition=Q(online_capacity=None)
                | Q(online_places_taken__lte=F("online_capacity")),
                name="event_never_overbooked_online",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__lte=F("ends_at")),
                name="event_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "cancelled"]), name="event_state_known"
            ),
            models.CheckConstraint(
                condition=Q(join_rule__in=["", *JoinRule.values]), name="event_join_rule_known"
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.day, self.last_day = self._days()
        self._note_moments()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED_FIELDS}
        super().save(*args, **kwargs)

    def _note_moments(self):
        """Write down when the state was entered, however it was."""
        if self.state != self.State.DRAFT and self.published_at is None:
            self.published_at = timezone.now()
        if self.is_cancelled and self.called_off_at is None:
            self.called_off_at = timezone.now()

    def get_absolute_url(self):
        return reverse("events:event", args=[self.slug])

    def _days(self) -> tuple[datetime.date | None, datetime.date | None]:
        if self.starts_at:
            zone = zoneinfo.ZoneInfo(self.zone)
            return (
                self.starts_at.astimezone(zone).date(),
                (self.ends_at or self.starts_at).astimezone(zone).date(),
            )
        if self.start:
            return self.start.first_day(), (self.end or self.start).last_day()
        return None, None

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def is_over(self):
        """Tell whether the event has ended; one without a known date counts as over."""
        return self.over_at is None or self.over_at <= timezone.now()

    @property
    def over_at(self):
        """The moment it ends, else that at which its last day does; None where nothing is known."""
        last_day = self._days()[1]
        if self.ends_at or last_day is None:
            return self.ends_at
        return datetime.datetime.combine(
            last_day, datetime.time.max, tzinfo=zoneinfo.ZoneInfo(self.zone)
        )

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    def is_visible_to(self, user):
        """Tell of this one event what `visible_to` asks of the database."""
        if user.is_authenticated and user.has_role(Role.ORGANISER):
            return True
        is_member = user.is_authenticated and user.has_role(Role.MEMBER)
        return not self.is_draft and (is_member or self.visibility == self.Visibility.PUBLIC)

    @property
    def takes_place(self):
        """Tell whether the event is announced, not called off and not over."""
        return self.state == self.State.PUBLISHED and not self.is_over

    @property
    def begins_at(self):
        """The moment it begins, else that at which its first day does; None where nothing is known."""
        if self.starts_at or self.day is None:
            return self.starts_at
        return datetime.datetime.combine(
            self.day, datetime.time.min, tzinfo=zoneinfo.ZoneInfo(self.zone)
        )

    @property
    def effective_reminders(self):
        """How many minutes before the beginning people are reminded, the longest time first."""
        minutes = self.reminders
        if minutes is None:
            minutes = self.series.reminders if self.series else usual_reminders()
        return sorted(set(minutes), reverse=True)

    @property
    def tells_by_itself(self):
        """Tell whether the portal may tell of it by itself: a silent series silences its sessions."""
        return self.sends_notices and not (self.series and self.series.is_silent)

    @property
    def place(self):
        """Venue and city in one line."""
        return ", ".join(part for part in (self.venue, self.city) if part)

    @property
    def is_known_to_the_day(self):
        """Tell whether the date is precise enough to stand in a calendar."""
        return bool(self.starts_at or (self.start and self.start.day))
