from projects.importing.matching import pair
from projects.importing.writing import chosen, new, relate, write
from projects.models import Area, Perspective, Phase, Programme
from projects.names import folded

FIELDS = (
    *("name", "name_de", "acronym", "short_name", "question", "kind", "funder", "grant_number"),
    *("website", "contact", "about", "accent", "established"),
)


def load_programme(record, people, institutions, report):
    """Bring in the programme itself with the people at its head."""
    stored = Programme.objects.first()
    programme = stored or Programme()
    if stored and folded(stored.name) != folded(record["name"]):
        report.notes.append(f"The portal was that of “{stored.name}”; what it has of it stays")
    is_changed = write(programme, chosen(record, FIELDS) | _heads(record, people, institutions))
    if "committee" in record:
        is_changed |= relate(programme.committee, map(people.called, record["committee"]))
    report.count("programme", is_new=stored is None, is_changed=is_changed)


def _heads(record, people, institutions):
    heads = {}
    if "coordinator" in record:
        coordinator = record["coordinator"]
        heads["coordinator"] = coordinator and people.called(coordinator)
    if "host" in record:
        heads["host"] = institutions.called(record["host"]) if record["host"] else None
    return heads


def load_phases(records, report):
    """Bring in the funding periods; return them by number."""
    rows = {phase.number: phase for phase in Phase.objects.all()}
    numbers = {record["number"] for record in records}
    report.miss("phase", [phase for number, phase in rows.items() if number not in numbers])
    for record in records:
        row = rows.setdefault(record["number"], Phase(number=record["number"]))
        _keep("phases", row, chosen(record, ("label", "start", "end")), report)
    return rows


def load_perspectives(records, report):
    """Bring in the points of view in their order; return them by key."""
    rows = {perspective.slug: perspective for perspective in Perspective.objects.all()}
    keys = {record["slug"] for record in records}
    report.miss("perspective", [row for slug, row in rows.items() if slug not in keys])
    for position, record in enumerate(records):
        row = rows.setdefault(record["slug"], Perspective(slug=record["slug"]))
        fields = chosen(record, ("name", "name_de", "summary", "topics"))
        _keep("perspectives", row, fields | {"position": position}, report)
    return rows


def load_areas(records, report):
    """Bring in the areas, those of the programme and of its projects; return them by folded name."""
    paired, others = pair(
        records,
        list(Area.objects.all()),
        (lambda record: folded(record["name"]), lambda row: folded(row.name)),
    )
    report.miss("area", others)
    rows = {}
    for record, row in zip(records, paired, strict=True):
        area = row or new(Area, record["name"])
        _keep("areas", area, chosen(record, ("name", "kind")), report)
        rows[folded(area.name)] = area
    return rows


def _keep(kind, row, values, report):
    is_new = row._state.adding
    report.count(kind, is_new=is_new, is_changed=write(row, values))
