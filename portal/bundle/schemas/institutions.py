from marshmallow import ValidationError, validates_schema

from portal.bundle.fields import Many, Number, Text, Url
from portal.bundle.schemas.record import Record
from projects.models import Alias, Institution


class InstitutionSchema(Record):
    """institutions.json: where the programme is at work."""

    name = Text(Institution, "name", required=True)
    aliases = Many(Text(Alias, "name"))
    city = Text(Institution, "city")
    country = Text(Institution, "country")
    latitude = Number(-90, 90, kinds=(int, float))
    longitude = Number(-180, 180, kinds=(int, float))
    ror = Url(Institution, "ror")
    website = Url(Institution, "website")
    part = Text(Institution, "part", data_key="role")
    remarks = ("coordinates",)

    @validates_schema(skip_on_field_errors=True)
    def has_both_coordinates_or_none(self, data, **kwargs):
        known = [name for name in ("latitude", "longitude") if data.get(name) is not None]
        if len(known) == 1:
            raise ValidationError("Latitude and longitude belong together.", known[0])
