from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

HOUR, DAY = 60, 24 * 60


def usual_reminders():
    """Return when people are reminded unless somebody says otherwise: a day and an hour before."""
    return [DAY, HOUR]


def reminders_field(label, **options):
    """Return a field for how many minutes before something begins people are reminded of it."""
    minutes = models.PositiveIntegerField(
        validators=[MinValueValidator(5), MaxValueValidator(30 * DAY)]
    )
    return ArrayField(minutes, verbose_name=label, size=5, blank=True, **options)
