from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.registrations.models.registration import State


class Reason(models.TextChoices):
    """Why somebody's place has changed, or has not."""

    BY_THEMSELVES = "themselves", _("By the person")
    BY_ORGANISER = "organiser", _("By an organiser")
    PLACE_FREE = "place-free", _("A place was free")
    ALL_TAKEN = "all-taken", _("All places were taken")
    TO_APPROVE = "to-approve", _("Organisers approve registrations for this event")
    OFFER_ACCEPTED = "accepted", _("The offer was accepted")
    OFFER_DECLINED = "declined", _("The offer was declined")
    OFFER_EXPIRED = "expired", _("The offer was not answered in time")
    PASSED_OVER = "passed-over", _("Passed over: the free place was not of the kind wished for")
    CHECKED_IN = "checked-in", _("Checked in")
    LET_IN = "let-in", _("Let in at the entrance")
    NOT_THERE = "not-there", _("Not there after all")
    MOVED_FROM = "moved-from", _("Moved here from another event")
    MOVED_TO = "moved-to", _("Moved to another event")
    OTHER_KIND = "other-kind", _("Moved between on site and online")
    ERASED = "erased", _("The person was erased")


class Step(models.Model):
    """One step in the history of a registration: from which state to which, when, by whom and why."""

    registration = models.ForeignKey(
        "registrations.Registration", models.CASCADE, related_name="steps"
    )
    from_state = models.CharField(_("from"), max_length=12, choices=State)
    to_state = models.CharField(_("to"), max_length=12, choices=State)
    reason = models.CharField(_("why"), max_length=12, choices=Reason)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    # From which or to which somebody was moved.
    other_event = models.ForeignKey(
        "events.Event", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of registrations")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=Reason.values), name="step_reason_known"
            )
        ]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"

    @property
    def is_move(self):
        """Tell whether the state has changed: who is passed over stays where they are."""
        return self.from_state != self.to_state
