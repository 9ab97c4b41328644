from portal.common.slugs import slug_of, unique_slug
from projects.importing.matching import pair
from projects.importing.writing import chosen, relate, write
from projects.models import Membership, Project
from projects.names import folded

FIELDS = (
    *("gepris_id", "title", "title_de", "alternative_titles", "acronym", "summary", "keywords"),
    *("website", "sources", "start", "end", "investigators_known"),
)
TEAMS = {
    "principal_investigators": Membership.Role.PRINCIPAL_INVESTIGATOR,
    "researchers": Membership.Role.RESEARCHER,
    "associates": Membership.Role.ASSOCIATE,
}


class Projects:
    """Brings in projects, each with its people, places, phases, perspectives and areas."""

    def __init__(self, report, *, people, institutions, phases, perspectives, areas):
        self.report = report
        self.people = people
        self.find = {
            "institutions": lambda mention: institutions.called(mention["name"]),
            "phases": phases.__getitem__,
            "perspectives": perspectives.__getitem__,
            "areas": lambda name: areas[folded(name)],
        }

    def load(self, records):
        """Bring in the projects of a bundle."""
        paired, others = _paired(records)
        self.report.miss("project", others)
        for record, row in zip(records, paired, strict=True):
            self._keep(row or _new(record), record)

    def _keep(self, project, record):
        is_new = project._state.adding
        is_changed = write(project, chosen(record, FIELDS))
        for name in chosen(record, self.find):
            is_changed |= relate(getattr(project, name), map(self.find[name], record[name]))
        for name in chosen(record, TEAMS):
            team = list(dict.fromkeys(map(self.people.called, record[name])))
            is_changed |= _keep_team(project, TEAMS[name], team)
        self.report.count("projects", is_new=is_new, is_changed=is_changed)


def _paired(records):
    related = ("phases", "perspectives", "areas", "institutions", "memberships")
    return pair(
        records,
        list(Project.objects.prefetch_related(*related).order_by("pk")),
        (lambda record: record.get("gepris_id"), lambda row: row.gepris_id),
        (_slug, lambda row: row.slug),
        (lambda record: slug_of(record["title"]), lambda row: slug_of(row.title)),
        may_be=_may_be,
    )


def _slug(record):
    return record.get("slug") or slug_of(record["title"])


def _may_be(record, row):
    """Two different GEPRIS numbers are two projects, whatever else is alike."""
    number = record.get("gepris_id")
    return not (number and row.gepris_id and number != row.gepris_id)


def _new(record):
    return Project(slug=unique_slug(Project.objects.all(), _slug(record)))


def _keep_team(project, role, people):
    rows = [row for row in project.memberships.all() if row.role == role]
    if [row.person_id for row in rows] == [person.pk for person in people]:
        return False
    project.memberships.filter(role=role).exclude(person__in=people).delete()
    for position, person in enumerate(people):
        Membership.objects.update_or_create(
            project=project, role=role, person=person, defaults={"position": position}
        )
    return True
