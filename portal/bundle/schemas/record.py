from marshmallow import EXCLUDE, Schema, ValidationError, validates_schema

from portal.bundle.fields import Orcid, Text, Url
from projects.models import Institution, Person


class Record(Schema):
    """An object of which every key is known; `remarks` names those that are not loaded."""

    error_messages = {"type": "This must be an object."}
    remarks: tuple[str, ...] = ()

    class Meta:
        unknown = EXCLUDE  # unknown keys are noted by checking.unknown_keys

    @validates_schema(skip_on_field_errors=False)
    def ends_after_it_starts(self, data, **kwargs):
        start, end = data.get("start"), data.get("end")
        if start and end and end.last_day() < start.first_day():
            raise ValidationError(f"{end} lies before the start, {start}.", "end")


class MentionSchema(Record):
    """A person wherever one is named."""

    name = Text(Person, "name", required=True)
    orcid = Orcid(Person, "orcid")
    homepage = Url(Person, "homepage")
    institution = Text(Institution, "name")
    institution_later = Text(Institution, "name")
    institution_at_establishment = Text(Institution, "name")
    remarks = ("role",)
