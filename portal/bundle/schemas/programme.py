from portal.bundle.fields import Date, Many, Number, One, Text, Url
from portal.bundle.schemas.record import MentionSchema, Record
from projects.models import Area, Institution, Perspective, Phase, Programme


class PhaseSchema(Record):
    number = Number(1, 99, required=True)
    label = Text(Phase, "label", required=True)
    start = Date()
    end = Date()
    remarks = ("call_date", "call_deadline")


class PerspectiveSchema(Record):
    slug = Text(Perspective, "slug", required=True, data_key="key")
    name = Text(Perspective, "name", required=True)
    name_de = Text(Perspective, "name_de")
    summary = Text(Perspective, "summary")
    topics = Many(Text(Perspective, "topics"))
    remarks = ("name_dfg",)


class AreaSchema(Record):
    name = Text(Area, "name", required=True)
    kind = Text(Area, "kind")


class ProgrammeSchema(Record):
    """programme.json: who the portal is for."""

    name = Text(Programme, "name", required=True)
    name_de = Text(Programme, "name_de")
    acronym = Text(Programme, "acronym")
    short_name = Text(Programme, "short_name")
    question = Text(Programme, "question")
    kind = Text(Programme, "kind", data_key="type")
    funder = Text(Programme, "funder")
    grant_number = Text(Programme, "grant_number")
    website = Url(Programme, "website")
    contact = Text(Programme, "contact")
    about = Text(Programme, "about")
    accent = Text(Programme, "accent", empty=Programme._meta.get_field("accent").default)
    established = Date()
    coordinator = One(MentionSchema, allow_none=True)
    committee = Many(One(MentionSchema), data_key="programme_committee")
    host = Text(Institution, "name", data_key="host_institution")
    phases = Many(One(PhaseSchema))
    perspectives = Many(One(PerspectiveSchema))
    areas = Many(One(AreaSchema))
    remarks = ("start_year", "duration_years", "budget", "figures", "dfg_subject_areas_de")
