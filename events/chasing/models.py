from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST = 90  # days


class Thing(models.TextChoices):
    """What a talk may still lack, in the order in which it is asked for."""

    CONFIRMATION = "confirmation", _("Confirmation")
    TITLE = "title", _("Title")
    ABSTRACT = "abstract", _("Abstract")
    CV = "cv", _("Short CV")
    SLIDES = "slides", _("Slides")


def usual_days():
    """Return how many days before an event its speakers are asked for what is missing."""
    return [21, 7, 2]


class Ladder(models.Model):
    """By which rule the speakers of an event are asked for what is missing; without one, the usual."""

    event = models.OneToOneField("events.Event", models.CASCADE, related_name="ladder")
    days = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
        ),
        verbose_name=_("days before the event"),
        default=usual_days,
        size=5,
    )
    is_on = models.BooleanField(_("speakers are asked by mail"), default=True)

    class Meta:
        verbose_name = _("ladder of reminders")
        verbose_name_plural = _("ladders of reminders")

    def __str__(self):
        return str(self.event)

    @classmethod
    def of(cls, event):
        """Return the rule of an event, the usual one where nobody set another."""
        return cls.objects.filter(event=event).first() or cls(event=event)

    @property
    def rungs(self):
        """The days before the event, the longest time first."""
        return sorted(set(self.days), reverse=True)


class Round(models.Model):
    """That the speakers of an event were asked for what was missing: by rule, or by an organiser."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="chasing_rounds")
    # By rule: so many days before the day on which the event was to begin; after it, below zero.
    days = models.SmallIntegerField(_("days before"), null=True)
    begins_at = models.DateTimeField(_("begins"))
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        verbose_name = _("round of reminders")
        verbose_name_plural = _("rounds of reminders")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "days", "begins_at"],
                condition=Q(days__isnull=False),
                name="one_round_per_rung",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.asked_at:%Y-%m-%d}"


class Asked(models.Model):
    """What was asked of the speakers of one talk in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="asked")
    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="asked")
    things = ArrayField(models.CharField(max_length=12, choices=Thing), verbose_name=_("missing"))
    # Nobody could be written to where it is 0.
    letters = models.PositiveSmallIntegerField(_("letters"))

    class Meta:
        verbose_name = _("question to speakers")
        verbose_name_plural = _("questions to speakers")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.talk}: {self.missing}"

    @property
    def missing(self):
        """What was missing, in words."""
        return ", ".join(str(Thing(thing).label) for thing in self.things)
