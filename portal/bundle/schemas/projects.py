from portal.bundle.fields import Date, Flag, Many, Number, One, Text, Url
from portal.bundle.schemas.record import MentionSchema, Record
from projects.models import Area, Institution, Perspective, Project


class PlaceSchema(Record):
    """An institution where a project names it."""

    name = Text(Institution, "name", required=True)
    city = Text(Institution, "city")


class ProjectSchema(Record):
    """projects.json: what the programme works on."""

    slug = Text(Project, "slug")
    title = Text(Project, "title", required=True)
    title_de = Text(Project, "title_de")
    alternative_titles = Many(Text(Project, "alternative_titles"))
    acronym = Text(Project, "acronym")
    gepris_id = Text(Project, "gepris_id")
    principal_investigators = Many(One(MentionSchema))
    investigators_known = Flag(data_key="principal_investigators_known")
    researchers = Many(One(MentionSchema))
    associates = Many(One(MentionSchema))
    institutions = Many(One(PlaceSchema))
    phases = Many(Number(1, 99))
    perspectives = Many(Text(Perspective, "slug"))
    areas = Many(Text(Area, "name"), data_key="subject_areas")
    keywords = Many(Text(Project, "keywords"))
    website = Url(Project, "website")
    summary = Text(Project, "summary")
    start = Date()
    end = Date()
    sources = Many(Url(Project, "sources"))
    is_confirmed = Flag(data_key="membership_confirmed", load_default=True)
