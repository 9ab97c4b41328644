import datetime
import zoneinfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    FIRST = "first", _("every month, on the first such weekday")
    SECOND = "second", _("every month, on the second such weekday")
    THIRD = "third", _("every month, on the third such weekday")
    FOURTH = "fourth", _("every month, on the fourth such weekday")
    LAST = "last", _("every month, on the last such weekday")


class Land(models.TextChoices):
    """The federal states, by the codes of ISO 3166-2, which know their public holidays."""

    BW = "BW", "Baden-Württemberg"
    BY = "BY", "Bayern"
    BE = "BE", "Berlin"
    BB = "BB", "Brandenburg"
    HB = "HB", "Bremen"
    HH = "HH", "Hamburg"
    HE = "HE", "Hessen"
    MV = "MV", "Mecklenburg-Vorpommern"
    NI = "NI", "Niedersachsen"
    NW = "NW", "Nordrhein-Westfalen"
    RP = "RP", "Rheinland-Pfalz"
    SL = "SL", "Saarland"
    SN = "SN", "Sachsen"
    ST = "ST", "Sachsen-Anhalt"
    SH = "SH", "Schleswig-Holstein"
    TH = "TH", "Thüringen"


class Plan(models.Model):
    """By which rhythm the dates of a series were last found, and on which days there is none."""

    series = models.OneToOneField(
        "events.Series", models.CASCADE, primary_key=True, related_name="plan"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name=_("weekdays")
    )
    rhythm = models.CharField(_("rhythm"), max_length=11, choices=Rhythm, default=Rhythm.WEEKLY)
    begins = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    land = models.CharField(_("public holidays of"), max_length=2, choices=Land, blank=True)
    # As it was typed; `free_days` reads it.
    free_days = models.TextField(_("further free days"), blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="plan_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return str(self.series)

    def times_on(self, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        """Return from when to when a session on that day lasts, by the clocks of the series' zone."""
        zone = zoneinfo.ZoneInfo(self.series.zone)
        return (
            datetime.datetime.combine(day, self.begins, tzinfo=zone).astimezone(datetime.UTC),
            datetime.datetime.combine(day, self.ends, tzinfo=zone).astimezone(datetime.UTC),
        )
