from events.models import Event
from portal.common.slugs import unique_slug
from projects.importing.matching import pair
from projects.importing.writing import chosen, write
from projects.names import folded

FIELDS = ("kind", "title", "start", "end", "venue", "city", "website", "summary")


def load_events(records, report):
    """Bring in the events of a bundle; samples are left alone."""
    paired, others = pair(
        records,
        list(Event.objects.filter(is_sample=False).order_by("pk")),
        (_title_and_start, lambda row: (folded(row.title), row.start)),
        (_title_and_year, lambda row: (folded(row.title), row.day and row.day.year)),
        (lambda record: folded(record["title"]), _title_on_record),
    )
    report.miss("event", [row for row in others if _title_on_record(row)])
    for record, row in zip(records, paired, strict=True):
        event = row or _new(record["title"])
        is_changed = write(event, chosen(record, FIELDS))
        report.count("events", is_new=row is None, is_changed=is_changed)
        if record.get("speakers"):
            report.notes.append(f"The speakers of “{event}” are not shown: no talks are named")


def _new(title):
    return Event(slug=unique_slug(Event.objects.all(), title), mode="", state=Event.State.PUBLISHED)


def _title_and_start(record):
    return folded(record["title"]), record.get("start")


def _title_and_year(record):
    start = record.get("start")
    return folded(record["title"]), start and start.year


def _title_on_record(row):
    """The title alone names no event that was planned here to the minute."""
    return None if row.starts_at else folded(row.title)
