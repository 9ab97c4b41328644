from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.common import moves
from portal.common.moves import ForbiddenMove
from portal.common.text import MarkdownField

KIND = "announcement"
LONGEST = 20_000


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("Discarded")


MOVES: dict[str, set[State]] = {
    State.DRAFT: {State.SCHEDULED, State.SENT, State.CANCELLED},
    State.SCHEDULED: {State.SCHEDULED, State.DRAFT, State.SENT, State.CANCELLED},
    State.SENT: set(),
    State.CANCELLED: set(),
}
TONES = {State.SCHEDULED: "wait", State.SENT: "good"}


class Choice(models.TextChoices):
    """Who gets an announcement; several may be chosen, and everybody gets it once."""

    SELECTED = "selected", _("Who was chosen in the list of registrations")
    PLACES = "places", _("Who holds a place")
    WAITING = "waiting", _("Who waits for a place")
    SPEAKERS = "speakers", _("Speakers")
    DRAFTS = "drafts", _("Authors with a draft")
    SUBMITTED = "submitted", _("Authors whose talk waits for a decision")
    ACCEPTED = "accepted", _("Authors of accepted talks")
    REJECTED = "rejected", _("Authors of rejected talks")
    PROJECT = "project", _("Members of a project")
    MEMBERS = "members", _("Members of the programme")
    SUBSCRIBERS = "subscribers", _("Who subscribed to events like this one")


class AnnouncementQuerySet(models.QuerySet):
    def due(self):
        """Announcements whose time has come, the first one first."""
        now = timezone.now()
        return self.filter(state=State.SCHEDULED, send_at__lte=now).order_by("send_at", "pk")

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class Announcement(models.Model):
    """A letter of the organisers about an event or a series, from draft to sent; MOVES lists the steps."""

    event = models.ForeignKey(
        "events.Event", models.CASCADE, null=True, blank=True, related_name="announcements"
    )
    series = models.ForeignKey(
        "events.Series", models.CASCADE, null=True, blank=True, related_name="announcements"
    )
    subject = models.CharField(_("subject"), max_length=200)
    text = MarkdownField(_("text"), max_length=LONGEST)
    audience = ArrayField(
        models.CharField(max_length=20, choices=Choice), verbose_name=_("goes to")
    )
    project = models.ForeignKey(
        "projects.Project",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project"),
    )
    # Who was chosen in the list, as Choice.SELECTED.
    registrations = models.ManyToManyField(
        "registrations.Registration",
        blank=True,
        related_name="+",
        verbose_name=_("chosen registrations"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    send_at = models.DateTimeField(_("to be sent at"), null=True, blank=True)
    # Rises with every change, so that nobody overwrites or sends what they did not see.
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    reached = models.PositiveIntegerField(_("letters"), null=True, editable=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled", "sent", "cancelled"]),
                name="announcement_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(send_at__isnull=False),
                name="announcement_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False, reached__isnull=False)
                | ~Q(state="sent") & Q(sent_at=None, reached=None),
                name="announcement_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=False, series=None) | Q(event=None, series__isnull=False),
                name="announcement_of_event_or_series",
            ),
        ]
        indexes = [
            models.Index(
                fields=["send_at"], condition=Q(state="scheduled"), name="announcement_due"
            )
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        desk = "announcements-desk" if self.event else "series-announcements-desk"
        return reverse(f"{desk}:announcement", args=[self.matter.slug, self.pk])

    @property
    def matter(self):
        """The event or the series it is about; `matters.of` tells in what they differ."""
        return self.event or self.series

    @property
    def about(self):
        """How its letters name it."""
        return f"announcement:{self.pk}"

    @property
    def key(self):
        """The key of its letters, by which no address gets two; see `outbox.key_of`."""
        return f"{KIND}|{self.about}|1"

    @property
    def tone(self):
        return TONES.get(State(self.state))

    @property
    def is_open(self):
        """Tell whether it can still be changed, sent or discarded."""
        return self.state in (State.DRAFT, State.SCHEDULED)

    @property
    def is_scheduled(self):
        return self.state == State.SCHEDULED

    @property
    def is_sent(self):
        return self.state == State.SENT

    @property
    def choices(self):
        """The choices of its audience, in the order in which they are listed."""
        return [choice for choice in Choice if choice in self.audience]

    def enter(self, state, *, by, **fields):
        """Take the step to `state` and note who did it; raise ForbiddenMove if MOVES has no such step."""
        if state not in MOVES[self.state]:
            raise ForbiddenMove(f"{self.state} → {state}")
        self.moves.create(from_state=self.state, to_state=state, moved_by=by)
        self.state = state
        for name, value in fields.items():
            setattr(self, name, value)
        self.save()


class Move(moves.Move):
    """One step in the life of an announcement; nobody took it where the portal did by itself."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=10, choices=State)
    to_state = models.CharField(_("to"), max_length=10, choices=State)

    class Meta(moves.Move.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["announcement"], condition=Q(to_state="sent"), name="announcement_sent_once"
            )
        ]


class Notice(models.Model):
    """That people were told by the portal itself of a moment that has come, or is near."""

    class Kind(models.TextChoices):
        REGISTRATION_OPEN = "registration-open", _("Registration is open")
        CALL_OPEN = "call-open", _("A call for talks is open")
        CALL_CLOSES = "call-closes", _("A call for talks closes soon")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    event = models.ForeignKey(
        "events.Event", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    # A call may be that of a series.
    series = models.ForeignKey(
        "events.Series", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    # Of a deadline that was moved, and of another opening of a call, people are told again; of the
    # beginning of registration once.
    moment = models.DateTimeField(_("moment"), null=True)
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "event", "series", "moment"],
                nulls_distinct=False,
                name="one_notice_each",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=True) ^ Q(series__isnull=True),
                name="notice_of_event_or_series",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["registration-open", "call-open", "call-closes"]),
                name="notice_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.event or self.series}: {self.get_kind_display()}"
