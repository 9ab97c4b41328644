from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import Coalesce


class Duration(Func):
    """The time of a talk as a range; one whose end is not known takes the moment it begins."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self):
        lasts = When(ends_at__gt=F("starts_at"), then=Value("[)"))
        bounds = Case(lasts, default=Value("[]"), output_field=CharField())
        super().__init__(F("starts_at"), Coalesce("ends_at", "starts_at"), bounds)

    def deconstruct(self):
        return (f"{type(self).__module__}.{type(self).__name__}", [], {})
