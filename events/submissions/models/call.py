import datetime

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
        """Calls of the events this reader may know of."""
        return self.filter(event__in=Event.objects.visible_to(user))

    def open(self):
        """Calls that take submissions now, the nearest deadline first."""
        now = timezone.now()
        return (
            self.filter(opens_at__lte=now, closes_at__gte=now - GRACE)
            .filter(event__state=Event.State.PUBLISHED)
            .select_related("event")
            .order_by("closes_at", "pk")
        )

    def with_counts(self):
        """Calls with their event and with how many talks were submitted and wait for a decision."""
        sent = Q(submissions__submitted_at__isnull=False)
        return self.select_related("event").annotate(
            submitted=Count("submissions", filter=sent),
            waiting=Count("submissions", filter=Q(submissions__state="submitted")),
        )


class Call(models.Model):
    """A call for talks at an event, open for a time."""

    class Phase(models.TextChoices):
        """Whether talks can be submitted now; derived, never stored."""

        LATER = "later", _("Not open yet")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        CALLED_OFF = "called-off", _("The event is cancelled")

    event = models.OneToOneField("events.Event", models.CASCADE, related_name="call")
    text = MarkdownField(_("text"), blank=True)
    text_html = RenderedField("text")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="call_closes_after_it_opens"
            )
        ]

    def __str__(self):
        return str(self.event)

    def get_absolute_url(self):
        return reverse("submissions:submit", args=[self.event.slug])

    def phase_at(self, moment):
        """Tell what has become of the call by that moment, the minute of grace included."""
        if self.event.is_cancelled:
            return self.Phase.CALLED_OFF
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
