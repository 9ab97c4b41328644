from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from portal.bundle.bundle import TEAMS, Bundle
from portal.bundle.mistakes import Mistake, name_of, path
from portal.bundle.reading import PROGRAMME, PROJECTS
from projects.names import folded


class Mention(NamedTuple):
    """A person where a record names one."""

    file: str
    record: int | None
    name: str
    keys: tuple[Any, ...]
    person: dict[str, Any]

    def mistake(self, wrong: str) -> Mistake:
        """Return what is wrong with this mention."""
        return Mistake(self.file, self.record, self.name, path(self.keys), wrong)


def people_in_doubt(bundle: Bundle) -> Iterator[Mistake]:
    """Find people of whom one cannot tell who is meant, or who stand twice in one team."""
    mentions = [mention for mention in _mentions(bundle) if mention.person.get("name")]
    orcids: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if orcid := mention.person.get("orcid"):
            orcids[folded(mention.person["name"])].add(orcid)
    seen = set()
    for mention in mentions:
        name = folded(mention.person["name"])
        orcid = mention.person.get("orcid")
        if len(orcids[name]) > 1 and not orcid:
            wrong = f"Several people are called {mention.person['name']}: give the ORCID here too."
            yield mention.mistake(wrong)
        place = (mention.file, mention.record, mention.keys[0], name, orcid)
        if place in seen:
            yield mention.mistake(f"{mention.person['name']} stands here twice.")
        seen.add(place)


def _mentions(bundle: Bundle) -> Iterator[Mention]:
    for index, project in enumerate(bundle.of(PROJECTS)):
        for team in TEAMS:
            for position, person in enumerate(project.get(team, ())):
                yield Mention(PROJECTS, index + 1, name_of(project), (team, position), person)
    name = name_of(bundle.programme)
    if bundle.programme.get("coordinator"):
        yield Mention(PROGRAMME, None, name, ("coordinator",), bundle.programme["coordinator"])
    for position, person in enumerate(bundle.programme.get("committee", ())):
        yield Mention(PROGRAMME, None, name, ("programme_committee", position), person)
