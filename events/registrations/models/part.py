from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from events.registrations.models.registration import TAKES_PART


class PartQuerySet(models.QuerySet):
    def to_choose(self):
        """Parts that people can choose now."""
        return self.filter(is_open=True)

    def with_waiting(self):
        """Parts that know how many people wait for them."""
        waiting = models.Count("places", filter=Q(places__state=PartPlace.State.WAITING))
        return self.annotate(waiting=waiting)


class Part(models.Model):
    """A part of an event with places of its own: a dinner, an excursion, child care, a poster."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="parts")
    name = models.CharField(_("name"), max_length=120)
    note = models.CharField(_("note"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("Places; empty means no limit.")
    )
    # Counted by a trigger, whatever writes the rows.
    places_taken = models.PositiveIntegerField(default=0, editable=False)
    is_open = models.BooleanField(
        _("can be chosen"),
        default=True,
        help_text=_("Without the tick nobody new can choose it; who has a place keeps it."),
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = [F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(places_taken__lte=F("capacity")),
                name="part_never_overbooked",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def places_left(self):
        """How many places are free; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.places_taken, 0)


class PartPlaceQuerySet(models.QuerySet):
    def waiting_in_line(self):
        """Who has a place at the event and waits for one at this part, first come first."""
        return self.filter(
            state=PartPlace.State.WAITING, registration__state__in=TAKES_PART
        ).order_by("number")

    def with_position(self):
        """Places that know their position in the line of their part."""
        ahead = (
            PartPlace.objects.waiting_in_line()
            .filter(part=OuterRef("part"), number__lte=OuterRef("number"))
            .order_by()
            .values("part")
            .annotate(n=models.Count("pk"))
        )
        return self.annotate(position=Subquery(ahead.values("n")))


class PartPlace(models.Model):
    """Somebody's place at a part of an event, or their place in line for one."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting list")
        TAKEN = "taken", _("Confirmed")

    registration = models.ForeignKey(
        "registrations.Registration", models.CASCADE, related_name="part_places"
    )
    part = models.ForeignKey(Part, models.PROTECT, related_name="places")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    # The order of joining, drawn under the event's lock; none before the address is confirmed.
    number = models.PositiveIntegerField(_("number in line"), null=True, editable=False)

    objects = PartPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place at a part")
        verbose_name_plural = _("places at parts")
        ordering = ["part", "number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "part"], name="one_place_at_each_part"),
            models.UniqueConstraint(fields=["part", "number"], name="one_number_at_each_part"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(state="taken", number__isnull=False),
                name="part_place_has_number",
            ),
        ]

    def __str__(self):
        return str(self.part)

    @property
    def is_taken(self):
        return self.state == self.State.TAKEN
