import secrets

from django.conf import settings
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def new_token():
    """Return an address part nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


class State(models.TextChoices):
    """What has become of a registration; UNCONFIRMED waits for the link in the mail."""

    UNCONFIRMED = "unconfirmed", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    WAITING = "waiting", _("Waiting list")
    CANCELLED = "cancelled", _("Cancelled")
    ATTENDED = "attended", _("Attended")


# A place is held in these states; the trigger that counts places knows the same ones.
HOLDS_PLACE = (State.CONFIRMED, State.ATTENDED)
MOVES = {
    State.UNCONFIRMED: {State.CONFIRMED, State.WAITING, State.CANCELLED},
    State.WAITING: {State.CONFIRMED, State.CANCELLED},
    State.CONFIRMED: {State.CANCELLED, State.ATTENDED},
    State.ATTENDED: {State.CONFIRMED},
    State.CANCELLED: {State.UNCONFIRMED, State.CONFIRMED, State.WAITING},
}


class RegistrationQuerySet(models.QuerySet):
    def holding_places(self):
        return self.filter(state__in=HOLDS_PLACE)

    def waiting_in_line(self):
        """The waiting list, first come first."""
        return self.filter(state=State.WAITING).order_by("line_number")


class Registration(models.Model):
    """Somebody's wish to take part in an event, and what has become of it."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="registrations")
    name = models.CharField(
        _("name"), max_length=200, validators=[ProhibitNullCharactersValidator()]
    )
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    # The address as compared: case, surrounding blanks and a trailing dot of the domain do not make a new one.
    email_key = models.CharField(max_length=254, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    # The order of arrival, drawn under the event's lock when the address is confirmed.
    line_number = models.PositiveIntegerField(null=True, editable=False)
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["line_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"], name="one_registration_per_address"
            ),
            models.UniqueConstraint(fields=["event", "line_number"], name="one_place_in_line_each"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["unconfirmed", "confirmed", "waiting", "cancelled", "attended"]
                ),
                name="registration_state_known",
            ),
        ]

    def __str__(self):
        return f"{self.name} · {self.event}"

    def get_absolute_url(self):
        return reverse("registrations:registration", args=[self.token])
