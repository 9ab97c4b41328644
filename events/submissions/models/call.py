import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from portal.common.text import MarkdownField, RenderedField

# Clocks differ, and a form takes its time to arrive: every page with a deadline says so.
GRACE = datetime.timedelta(minutes=1)


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Calls of series, and of the events this reader may know of; none that is only for who is invited."""
        of_events = Q(event__in=Event.objects.visible_to(user))
        return self.filter(of_events | Q(event=None), is_by_invitation=False).with_host()

    def with_host(self):
        """Calls with the event or series they are for at hand."""
        return self.select_related("event__series", "series")

    def open(self):
        """Calls that take submissions now, the nearest deadline first."""
        now = timezone.now()
        return (
            self.filter(opens_at__lte=now, closes_at__gte=now - GRACE, is_by_invitation=False)
            .filter(Q(event=None) | Q(event__state=Event.State.PUBLISHED))
            .with_host()
            .order_by("closes_at", "pk")
        )

    def with_counts(self):
        """Calls with their event or series and with how many talks were submitted and wait for a decision."""
        sent = Q(submissions__submitted_at__isnull=False)
        return self.with_host().annotate(
            submitted=Count("submissions", filter=sent),
            waiting=Count("submissions", filter=Q(submissions__state="submitted")),
        )


class Call(models.Model):
    """A call for talks at an event, or in a series, open for a time."""

    class Phase(models.TextChoices):
        """Whether talks can be submitted now; derived, never stored."""

        LATER = "later", _("Not open yet")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        BY_INVITATION = "by-invitation", _("Only by invitation")
        CALLED_OFF = "called-off", _("The event is cancelled")

    event = models.OneToOneField(
        "events.Event", models.CASCADE, null=True, blank=True, related_name="call"
    )
    series = models.OneToOneField(
        "events.Series", models.CASCADE, null=True, blank=True, related_name="call"
    )
    text = MarkdownField(_("text"), blank=True)
    text_html = RenderedField("text")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    max_per_person = models.PositiveSmallIntegerField(
        _("talks per person, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as they like. Withdrawn ones do not count."),
    )
    # Nobody called: it holds the talks of invited speakers, is announced nowhere, and can be opened later.
    is_by_invitation = models.BooleanField(default=False, editable=False)
    is_anonymous = models.BooleanField(_("reviewers do not see who proposes a talk"), default=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=True) ^ Q(series__isnull=True),
                name="call_of_event_or_series",
            ),
            models.CheckConstraint(
                condition=Q(max_per_person=None) | Q(max_per_person__gte=1),
                name="call_takes_at_least_one_talk",
            ),
        ]

    def __str__(self):
        return str(self.host)

    def get_absolute_url(self):
        name = "submissions:submit" if self.event_id else "submissions:submit-to-series"
        return reverse(name, args=[self.host.slug])

    @property
    def begin_url(self):
        """Where a browser sends what is typed for it, before anybody presses a button."""
        name = "submissions:begin" if self.event_id else "submissions:begin-in-series"
        return reverse(name, args=[self.host.slug])

    @property
    def desk_url(self):
        """Where organisers change it."""
        name = "submissions-desk:call" if self.event_id else "submissions-desk:series-call"
        return reverse(name, args=[self.host.slug])

    @property
    def host(self):
        """The event, or the series, that talks are wanted for."""
        return self.event or self.series

    @property
    def zone(self):
        """The time zone in which its times are told."""
        return self.host.zone

    def left_for(self, user):
        """Return how many talks this person may still propose; None where there is no maximum."""
        if self.max_per_person is None or user is None:
            return None
        proposed = self.submissions.filter(submitter=user, writable_until=None)
        proposed = proposed.exclude(state="withdrawn")
        return max(0, self.max_per_person - proposed.count())

    def lock(self):
        """Hold the stored row until the transaction ends; what merely points to it need not wait."""
        type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def phase_at(self, moment):
        """Tell what has become of the call by that moment, the minute of grace included."""
        if self.event and self.event.is_cancelled:
            return self.Phase.CALLED_OFF
        if self.is_by_invitation:
            return self.Phase.BY_INVITATION
        if moment < self.opens_at:
            return self.Phase.LATER
        return self.Phase.CLOSED if moment > self.closes_at + GRACE else self.Phase.OPEN

    @property
    def phase(self):
        return self.phase_at(timezone.now())

    @property
    def is_open(self):
        """Tell whether a talk can be submitted or changed right now."""
        return self.phase == self.Phase.OPEN
