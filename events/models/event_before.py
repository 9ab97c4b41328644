from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from portal.common.partial_dates import PartialDateField
from portal.common.zones import ZoneField


class EventBefore(models.Model):
    """How an announced event stood until a change, so that it can be told what it changed from."""

    FACTS = (
        *("title", "starts_at", "ends_at", "start", "end", "zone"),
        *("mode", "venue", "city"),
    )

    event = models.ForeignKey(Event, models.CASCADE, related_name="befores")
    changed_at = models.DateTimeField(_("changed"), db_index=True)

    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    start = PartialDateField(_("from"), null=True)
    end = PartialDateField(_("to"), null=True)
    zone = ZoneField(_("time zone"))
    mode = models.CharField(_("mode"), max_length=10, choices=Event.Mode, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("event before a change")
        verbose_name_plural = _("events before changes")
        ordering = ["changed_at", "pk"]

    def __str__(self):
        return self.title

    @classmethod
    def note(cls, before, event):
        """Write down how the event stood before the change that has just been saved."""
        facts = {name: getattr(before, name) for name in cls.FACTS}
        return cls.objects.create(event=event, changed_at=event.changed_at, **facts)

    def as_event(self):
        """Return the event as it was; it is not stored."""
        return Event(**{name: getattr(self, name) for name in self.FACTS})
