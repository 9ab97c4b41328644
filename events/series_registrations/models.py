from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.registrations.models import (
    LINK_LIFE,
    TAKES_PART,
    Invited,
    OpenTo,
    Registration,
    State,
    Terms,
    Wish,
    key_of,
    new_token,
)
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove


class Standing(models.TextChoices):
    """What has become of somebody's wish to come to all sessions; UNCONFIRMED waits for the link."""

    UNCONFIRMED = "unconfirmed", _("To be confirmed")
    REGISTERED = "registered", _("Registered")
    CANCELLED = "cancelled", _("Cancelled")


MOVES = {
    Standing.UNCONFIRMED: {Standing.REGISTERED, Standing.CANCELLED},
    Standing.REGISTERED: {Standing.CANCELLED},
    Standing.CANCELLED: {Standing.UNCONFIRMED, Standing.REGISTERED},
}


class SeriesRegistrationQuerySet(models.QuerySet):
    def registered(self):
        return self.filter(state=Standing.REGISTERED)

    def of(self, user):
        """What this person has registered for, signed in or by the same address."""
        return self.filter(Q(user=user) | Q(email_key=key_of(user.email)))

    def missing_in(self, event):
        """Who is registered for the series, but was never in the line of this session of it.

        Whoever skips it was, and left. Whom its visibility and its terms keep out is left out as far as
        one query can tell; domains are looked at one by one (`sessions.is_for`).
        """
        known = Registration.objects.filter(event=event.pk, email_key=OuterRef("email_key"))
        found = self.registered().filter(series=event.series_id)
        found = found.exclude(Exists(known.exclude(state=State.UNCONFIRMED)))
        open_to = Terms.of(event).open_to
        if event.visibility == Event.Visibility.MEMBERS or open_to == OpenTo.MEMBERS:
            members = User.objects.filter(is_active=True, groups__name__in=Role.values)
            found = found.filter(user__in=members)
        if open_to == OpenTo.INVITED:
            invited = Invited.objects.filter(event=event.pk)
            found = found.filter(email_key__in=invited.values("email_key"))
        return found

    def with_sessions(self):
        """Registrations that know in how many sessions to come they have a place, wait, or skip it."""
        theirs = Registration.objects.filter(
            event__series=OuterRef("series"),
            event__last_day__gte=timezone.localdate(),
            email_key=OuterRef("email_key"),
        )
        return self.annotate(
            places=_number_of(theirs.taking_part()),
            waiting=_number_of(theirs.in_line().exclude(state__in=TAKES_PART)),
            skipped=_number_of(theirs.filter(state=State.CANCELLED)),
        )

    def counts(self):
        """How many there are in each state, all states named."""
        counted = dict(self.order_by().values_list("state").annotate(models.Count("pk")))
        return {state: counted.get(state, 0) for state in Standing}


def _number_of(registrations):
    counted = registrations.order_by().values("email_key").values(n=models.Count("pk"))
    return Coalesce(Subquery(counted), 0)


class SeriesRegistration(models.Model):
    """Somebody's wish to come to all sessions of a series: a registration in each follows from it."""

    series = models.ForeignKey("events.Series", models.PROTECT, related_name="series_registrations")
    name = models.CharField(_("name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    # For the sessions that are hybrid.
    wish = models.CharField(
        _("would like to take part"), max_length=8, choices=Wish, default=Wish.EITHER
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="series_registrations",
        verbose_name=_("account"),
    )
    language = models.CharField(
        _("language"), max_length=10, default=settings.LANGUAGE_CODE, editable=False
    )
    state = models.CharField(
        _("state"), max_length=12, choices=Standing, default=Standing.UNCONFIRMED
    )
    # How often they have registered: who left and comes back is written to anew.
    times = models.PositiveSmallIntegerField(default=0, editable=False)
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SeriesRegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for a series")
        verbose_name_plural = _("registrations for series")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "email_key"], name="one_series_registration_per_address"
            ),
            models.CheckConstraint(
                condition=Q(state__in=Standing.values), name="series_registration_state_known"
            ),
        ]
        indexes = [models.Index(fields=["email_key"], name="series_registration_address")]

    def __str__(self):
        return f"{self.name} · {self.series}"

    def save(self, *args, **kwargs):
        self.email_key = key_of(self.email)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("series-registrations:registration", args=[self.token])

    def enter(self, state):
        """Take the step to `state` without saving; raise ForbiddenMove if MOVES has no such step."""
        if state not in MOVES[Standing(self.state)]:
            raise ForbiddenMove(f"{self.state} → {state}")
        self.state = state

    @property
    def is_unconfirmed(self):
        return self.state == Standing.UNCONFIRMED

    @property
    def is_registered(self):
        return self.state == Standing.REGISTERED

    @property
    def is_cancelled(self):
        return self.state == Standing.CANCELLED

    @property
    def can_be_confirmed(self):
        """Tell whether the link in the mail still works: while registration is open, or it is new."""
        is_new = timezone.now() < self.asked_at + LINK_LIFE
        return self.is_unconfirmed and (self.series.takes_registrations or is_new)
