import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarEntry(models.Model):
    """Something that stands in people's calendars; `sequence` rises exactly when they must be told.

    RFC 5545, section 3.8.7.4: a calendar program takes the entry of a UID with the highest SEQUENCE.
    """

    CALENDAR_FIELDS: tuple[str, ...] = ()

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding and self.differs_from_stored():
            self.sequence = models.F("sequence") + 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sequence", "changed_at"}
            super().save(*args, **kwargs)
            self.refresh_from_db(fields=["sequence"])
        else:
            super().save(*args, **kwargs)

    def differs_from_stored(self):
        """Tell whether time, place, title or state differ from what calendars were last told."""
        stored = (
            type(self)._default_manager.filter(pk=self.pk).values(*self.CALENDAR_FIELDS).first()
        )
        return stored is not None and any(
            getattr(self, name) != value for name, value in stored.items()
        )
