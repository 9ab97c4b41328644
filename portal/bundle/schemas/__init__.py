"""The shape of a bundle, file by file; docs/bundle.md explains it to those who write one."""

from portal.bundle.reading import EVENTS, INSTITUTIONS, NEWS, PROGRAMME, PROJECTS
from portal.bundle.schemas.events import EventSchema
from portal.bundle.schemas.institutions import InstitutionSchema
from portal.bundle.schemas.news import NewsSchema
from portal.bundle.schemas.programme import ProgrammeSchema
from portal.bundle.schemas.projects import ProjectSchema

FILES = {
    PROGRAMME: ProgrammeSchema,
    INSTITUTIONS: InstitutionSchema,
    PROJECTS: ProjectSchema,
    EVENTS: EventSchema,
    NEWS: NewsSchema,
}
