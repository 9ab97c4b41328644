import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.registrations.models.registration import key_of
from portal.preferences.models import Preferences

USUAL_OFFER_HOURS = 24
LONGEST_OFFER_HOURS = 24 * 14
LONGEST_KEPT = 10 * 365


class OpenTo(models.TextChoices):
    """Who may register for an event."""

    EVERYBODY = "everybody", _("Everybody who sees the event")
    MEMBERS = "members", _("Members of the programme")
    INVITED = "invited", _("Invited people")
    DOMAINS = "domains", _("Addresses of certain domains")


class Terms(models.Model):
    """On what terms one registers for an event, beside places and dates, which the event has itself."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="stored_terms"
    )
    open_to = models.CharField(
        _("open to"), max_length=10, choices=OpenTo, default=OpenTo.EVERYBODY
    )
    domains = ArrayField(
        models.CharField(max_length=253), verbose_name=_("domains"), default=list, blank=True
    )
    needs_approval = models.BooleanField(
        _("organisers approve each registration"),
        default=False,
        help_text=_("Who registers waits for your yes; the place in line is that of asking."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a place"),
        default=USUAL_OFFER_HOURS,
        help_text=_(
            "So long a place that has become free is kept for the next in line. When the event is"
            " nearer than that, or with 0, it is given at once."
        ),
    )

    # None: as the preferences of the portal say.
    keep_days = models.PositiveSmallIntegerField(
        _("days for which registrations are kept after the event"), null=True, blank=True
    )
    keep_sensitive_days = models.PositiveSmallIntegerField(
        _("days for which sensitive answers are kept after the event"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("terms of registration")
        verbose_name_plural = _("terms of registration")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(open_to__in=OpenTo.values), name="terms_open_to_known"
            ),
            models.CheckConstraint(
                condition=models.Q(offer_hours__lte=LONGEST_OFFER_HOURS),
                name="terms_offer_is_short",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_days=None) | models.Q(keep_days__range=(1, LONGEST_KEPT)),
                name="terms_kept_for_days",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_sensitive_days=None)
                | models.Q(keep_sensitive_days__range=(1, LONGEST_KEPT)),
                name="terms_sensitive_kept_for_days",
            ),
        ]

    def __str__(self):
        return str(self.event)

    @classmethod
    def of(cls, event):
        """Return the terms of an event: those that were set, else the usual ones."""
        try:
            return event.stored_terms
        except cls.DoesNotExist:
            event.stored_terms = cls(event=event)  # remembered with the event, not saved
            return event.stored_terms

    @cached_property
    def _preferences(self):
        return Preferences.current()

    @property
    def effective_keep_days(self):
        """For how many days after the event it is kept who registered."""
        return self.keep_days or self._preferences.registration_days

    @property
    def effective_keep_sensitive_days(self):
        """For how many days after the event answers to sensitive questions are kept."""
        return self.keep_sensitive_days or self._preferences.sensitive_days

    def offer_ends_at(self):
        """Return until when a place is offered from now on; None where it is given at once."""
        begins = self.event.begins_at
        ends = timezone.now() + datetime.timedelta(hours=self.offer_hours)
        at_once = not self.offer_hours or (begins and begins <= ends)
        return None if at_once else ends


class Invited(models.Model):
    """An address that may register for an event which is open to invited people only."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="invited")
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)

    class Meta:
        verbose_name = _("invited address")
        verbose_name_plural = _("invited addresses")
        ordering = ["email_key"]
        constraints = [models.UniqueConstraint(fields=["event", "email_key"], name="invited_once")]

    def __str__(self):
        return self.email

    def save(self, *args, **kwargs):
        self.email_key = key_of(self.email)
        super().save(*args, **kwargs)
