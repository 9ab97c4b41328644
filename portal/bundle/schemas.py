"""The shape of a bundle, file by file; docs/bundle.md explains it to those who write one."""

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validates_schema

from events.models import Event
from news.models import Article
from portal.bundle.fields import Choice, Date, Flag, Many, Number, One, Orcid, Text, Url
from portal.common.partial_dates import PartialDate
from projects.models import Alias, Area, Institution, Person, Perspective, Phase, Programme, Project

LANGUAGES = [code for code, _name in Article._meta.get_field("language").flatchoices]


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


class EventSchema(Record):
    """events.json: what took place or will, as far as it is on record."""

    kind = Choice(Event.Kind.values, required=True, data_key="type")
    title = Text(Event, "title", required=True)
    start = Date()
    end = Date()
    venue = Text(Event, "venue", data_key="place")
    city = Text(Event, "city")
    website = Url(Event, "website")
    summary = Text(Event, "summary")
    speakers = Many(fields.Raw())


class NewsSchema(Record):
    """news.json: what was reported elsewhere about the programme."""

    title = Text(Article, "title", required=True)
    date = Date()
    year = Number(1000, 9999)
    summary = Text(Article, "summary")
    external_url = Url(Article, "external_url", data_key="url")
    language = Choice(LANGUAGES, empty="en")

    @post_load
    def take_year_for_date(self, data, **kwargs):
        if data.get("year") and not data.get("date"):
            data["date"] = PartialDate(data["year"])
        return data
