from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Registering(models.Model):
    """What an event says about registering for it: whether, from when to when, for how many."""

    class RegistrationPhase(models.TextChoices):
        """Whether one can register now; derived, never stored."""

        NONE = "none", _("No registration")
        LATER = "later", _("Registration not open yet")
        OPEN = "open", _("Registration open")
        WAITING_LIST = "waiting-list", _("Waiting list")
        CLOSED = "closed", _("Registration closed")

    takes_registrations = models.BooleanField(_("takes registrations"), default=False)
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("Places; empty means no limit.")
    )
    online_capacity = models.PositiveIntegerField(
        _("places online"),
        null=True,
        blank=True,
        help_text=_("Of a hybrid event, where who comes and who takes part online count apart."),
    )
    # Counted by a trigger of events.registrations, whatever writes the rows.
    places_taken = models.PositiveIntegerField(default=0, editable=False)
    online_places_taken = models.PositiveIntegerField(default=0, editable=False)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def registration_phase(self: Any):
        """What has become of registering: the one answer that every page and every verb goes by."""
        now = timezone.now()
        if not self.takes_registrations or not self.takes_place:
            return self.RegistrationPhase.NONE
        if self.registration_opens_at and now < self.registration_opens_at:
            return self.RegistrationPhase.LATER
        if self.registration_closes_at and now > self.registration_closes_at:
            return self.RegistrationPhase.CLOSED
        return self.RegistrationPhase.WAITING_LIST if self.is_full else self.RegistrationPhase.OPEN

    @property
    def registration_is_open(self):
        """Tell whether one can register now, be it for the waiting list."""
        return self.registration_phase in (
            self.RegistrationPhase.OPEN,
            self.RegistrationPhase.WAITING_LIST,
        )

    @property
    def places_left(self):
        """How many places are free; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.places_taken, 0)

    @property
    def online_places_left(self):
        """How many places online a hybrid event has; None where there is no limit."""
        if self.online_capacity is None:
            return None
        return max(self.online_capacity - self.online_places_taken, 0)

    @property
    def is_hybrid(self: Any):
        return self.mode == self.Mode.HYBRID

    @property
    def is_full(self):
        """Tell whether there is no place left, of a hybrid event neither on site nor online."""
        return self.places_left == 0 and not (self.is_hybrid and self.online_places_left != 0)
