from dataclasses import dataclass, field
from typing import Any

from portal.bundle.mistakes import Mistake
from portal.bundle.reading import EVENTS, INSTITUTIONS, NEWS, PROGRAMME, PROJECTS

TEAMS = ("principal_investigators", "researchers", "associates")


@dataclass
class Bundle:
    """A folder as it was read: valid records by file, mistakes, and what else is good to know."""

    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def of(self, file: str) -> list[dict[str, Any]]:
        """Return the records of this file; none where it is missing."""
        return self.records.get(file, [])

    @property
    def programme(self) -> dict[str, Any]:
        """What is said of the programme itself."""
        return self.of(PROGRAMME)[0]

    @property
    def institutions(self) -> list[dict[str, Any]]:
        """The institutions that are listed."""
        return self.of(INSTITUTIONS)

    @property
    def projects(self) -> list[dict[str, Any]]:
        """The projects that are known to belong to the programme."""
        return [project for project in self.of(PROJECTS) if project["is_confirmed"]]

    @property
    def unconfirmed(self) -> list[dict[str, Any]]:
        """The projects that may not belong to the programme, and so are left out."""
        return [project for project in self.of(PROJECTS) if not project["is_confirmed"]]

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events on record."""
        return self.of(EVENTS)

    @property
    def news(self) -> list[dict[str, Any]]:
        """The reports."""
        return self.of(NEWS)

    @property
    def people(self) -> list[dict[str, Any]]:
        """Every mention of a person; the same person may be mentioned many times."""
        named = [person for p in self.projects for team in TEAMS for person in p.get(team, [])]
        head = [self.programme["coordinator"]] if self.programme.get("coordinator") else []
        return [*named, *head, *self.programme.get("committee", [])]

    @property
    def places(self) -> list[dict[str, Any]]:
        """Every mention of an institution outside the list of them."""
        at_projects = [
            place for project in self.projects for place in project.get("institutions", [])
        ]
        keys = ("institution", "institution_later", "institution_at_establishment")
        of_people = [person.get(key) for person in self.people for key in keys]
        others = [*of_people, self.programme.get("host")]
        return at_projects + [{"name": name} for name in others if name]
