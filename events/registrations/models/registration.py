import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.lookups import Unaccent
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.common.finding import holding_words
from portal.common.moves import ForbiddenMove

LINK_LIFE = timedelta(days=2)


def new_token():
    """Return an address part nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def key_of(email):
    """Return the address as it is compared: case, blanks and a final dot make no new one."""
    return email.strip().rstrip(".").lower()


class State(models.TextChoices):
    """What has become of a registration; UNCONFIRMED waits for the link in the mail."""

    UNCONFIRMED = "unconfirmed", _("To be confirmed")
    REQUESTED = "requested", _("To be approved")
    WAITING = "waiting", _("Waiting list")
    OFFERED = "offered", _("Place offered")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")
    ATTENDED = "attended", _("Attended")


# A place is held in these states; the trigger that counts places knows the same ones.
TAKES_PART = (State.CONFIRMED, State.ATTENDED)
HOLDS_PLACE = (State.OFFERED, *TAKES_PART)
IN_LINE = (*HOLDS_PLACE, State.WAITING, State.REQUESTED)
MOVES = {
    State.UNCONFIRMED: {State.REQUESTED, State.WAITING, State.CONFIRMED, State.CANCELLED},
    State.REQUESTED: {State.WAITING, State.CONFIRMED, State.CANCELLED},
    State.WAITING: {State.OFFERED, State.CONFIRMED, State.CANCELLED},
    State.OFFERED: {State.CONFIRMED, State.CANCELLED},
    State.CONFIRMED: {State.CANCELLED, State.ATTENDED},
    State.ATTENDED: {State.CONFIRMED},
    State.CANCELLED: {State.UNCONFIRMED, State.REQUESTED, State.WAITING, State.CONFIRMED},
}


class Attendance(models.TextChoices):
    """How somebody takes part in a hybrid event; the two are counted apart."""

    ON_SITE = "on-site", _("On site")
    ONLINE = "online", _("Online")


class Wish(models.TextChoices):
    """How somebody would like to take part in a hybrid event."""

    ON_SITE = Attendance.ON_SITE.value, _("On site")
    ONLINE = Attendance.ONLINE.value, _("Online")
    EITHER = "either", _("On site if there is a place, else online")


# What serves a wish, the better first; who said nothing comes on site.
SERVES = {
    "": (Attendance.ON_SITE,),
    Wish.ON_SITE: (Attendance.ON_SITE,),
    Wish.ONLINE: (Attendance.ONLINE,),
    Wish.EITHER: (Attendance.ON_SITE, Attendance.ONLINE),
}


class RegistrationQuerySet(models.QuerySet):
    def holding_places(self):
        return self.filter(state__in=HOLDS_PLACE)

    def taking_part(self):
        """Who has a place: a place that is only offered is none yet."""
        return self.filter(state__in=TAKES_PART)

    def in_line(self):
        """Everybody who holds a place or waits for one."""
        return self.filter(state__in=IN_LINE)

    def offered(self):
        return self.filter(state=State.OFFERED)

    def waiting_in_line(self):
        """The waiting list, first come first."""
        return self.filter(state=State.WAITING).order_by("line_number")

    def of(self, user):
        """What this person has registered for, signed in or by the same address."""
        return self.filter(Q(user=user) | Q(email_key=key_of(user.email)))

    def of_somebody(self):
        """Registrations of which it is still known whose they are."""
        return self.filter(anonymised_at=None)

    def with_position(self):
        """Registrations that know their place on the waiting list without asking again."""
        ahead = (
            Registration.objects.filter(event=OuterRef("event"), state=State.WAITING)
            .filter(line_number__lte=OuterRef("line_number"))
            .order_by()
            .values("event")
        )
        return self.annotate(counted_position=Subquery(ahead.values(n=models.Count("pk"))))

    def know_their_position(self, registrations):
        """Return these registrations of one event, each with its position: one query for all of them."""
        registrations = list(registrations)
        waiting = self.filter(pk__in=[one.pk for one in registrations if one.is_waiting])
        positions = dict(waiting.with_position().values_list("pk", "counted_position"))
        for registration in registrations:
            registration.counted_position = positions.get(registration.pk)
        return registrations

    def found_by(self, text):
        """Those in whose name, address or affiliation each word of the text stands, whatever its accents."""
        fields = ("name__unaccent", "email", "affiliation__unaccent")
        return self.filter(holding_words(text, *fields))

    def with_attendance(self, attendance):
        """Of a hybrid event: who takes part like this, and who has no place yet and would."""
        wishes = [wish for wish, served in SERVES.items() if attendance in served]
        return self.filter(Q(attendance=attendance) | Q(attendance="", wish__in=wishes))

    def by_name(self):
        return self.order_by(Lower(Unaccent("name")), "pk")

    def counts(self):
        """How many there are in each state, all states named."""
        counted = dict(self.order_by().values_list("state").annotate(models.Count("pk")))
        return {state: counted.get(state, 0) for state in State}


class Registration(models.Model):
    """Somebody's wish to take part in an event, and what has become of it."""

    # An event with registrations can be called off, not deleted.
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="registrations")
    name = models.CharField(_("name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("account"),
    )
    language = models.CharField(
        _("language"), max_length=10, default=settings.LANGUAGE_CODE, editable=False
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    wish = models.CharField(_("would like to take part"), max_length=8, choices=Wish, blank=True)
    # Of a hybrid event, once there is a place; empty elsewhere.
    attendance = models.CharField(
        _("takes part"), max_length=8, choices=Attendance, blank=True, editable=False
    )
    offered_until = models.DateTimeField(_("offered until"), null=True, editable=False)
    # The order of arrival, drawn under the event's lock when the address is confirmed.
    line_number = models.PositiveIntegerField(_("number in line"), null=True, editable=False)
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    # When it was forgotten who this was; from then on the row only counts.
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, editable=False)

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
                condition=Q(state__in=State.values), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_LINE) | Q(line_number__isnull=False),
                name="registration_in_line_has_number",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED, offered_until__isnull=False)
                | Q(offered_until=None) & ~Q(state=State.OFFERED),
                name="registration_offer_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["email_key"], name="registration_address"),
            models.Index(
                fields=["offered_until"],
                condition=Q(state=State.OFFERED),
                name="registration_offers",
            ),
        ]

    def __str__(self):
        return f"{self.name} · {self.event}"

    def save(self, *args, **kwargs):
        self.email_key = key_of(self.email)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("registrations:registration", args=[self.token])

    def enter(self, state):
        """Take the step to `state` without saving; raise ForbiddenMove if MOVES has no such step."""
        if state not in MOVES[State(self.state)]:
            raise ForbiddenMove(f"{self.state} → {state}")
        self.state = state
        self.offered_until = None

    @property
    def is_unconfirmed(self):
        return self.state == State.UNCONFIRMED

    @property
    def is_requested(self):
        return self.state == State.REQUESTED

    @property
    def is_offered(self):
        return self.state == State.OFFERED

    @property
    def is_waiting(self):
        return self.state == State.WAITING

    @property
    def is_cancelled(self):
        return self.state == State.CANCELLED

    @property
    def holds_place(self):
        """Tell whether a place is kept for this person, be it only offered."""
        return self.state in HOLDS_PLACE

    @property
    def has_place(self):
        """Tell whether this person takes part: an offer is not a place yet."""
        return self.state in TAKES_PART

    @property
    def is_in_line(self):
        return self.state in IN_LINE

    @property
    def position(self):
        """The place on the waiting list, counted from 1; None for who does not wait."""
        if not self.is_waiting:
            return None
        known = getattr(self, "counted_position", None)
        return (
            known
            or self.event.registrations.waiting_in_line()
            .filter(line_number__lte=self.line_number)
            .count()
        )

    @property
    def can_be_confirmed(self):
        """Tell whether the link in the mail still works: while registration is open, or it is new."""
        asked_lately = timezone.now() < self.asked_at + LINK_LIFE
        return (
            self.is_unconfirmed
            and self.event.takes_registrations
            and self.event.takes_place
            and (self.event.registration_is_open or asked_lately)
        )

    @property
    def other_attendance(self):
        """How somebody could take part in a hybrid event instead."""
        return Attendance.ON_SITE if self.attendance == Attendance.ONLINE else Attendance.ONLINE

    @property
    def can_attend_otherwise(self):
        """Tell whether a place of the other kind is free for who has a place at a hybrid event."""
        if not self.event.is_hybrid or self.state != State.CONFIRMED or not self.event.takes_place:
            return False
        is_online = self.attendance == Attendance.ONLINE
        left = self.event.places_left if is_online else self.event.online_places_left
        return left != 0

    @property
    def can_be_changed(self):
        """Tell whether the person can still correct what they typed."""
        return self.is_in_line and self.event.takes_place

    @property
    def can_be_moved(self):
        """Tell whether somebody holds a place or waits for one, and the event is still to come."""
        return self.is_in_line and self.state != State.ATTENDED and not self.event.is_over

    @property
    def can_be_cancelled(self):
        return State.CANCELLED in MOVES[State(self.state)] and not self.event.is_over
