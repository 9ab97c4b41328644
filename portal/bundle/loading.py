from auditlog.context import disable_auditlog
from django.db import connection, transaction

from events.importing import load_events
from news.importing import load_news
from portal.bundle.bundle import Bundle
from projects import indexing
from projects.importing.institutions import Institutions
from projects.importing.people import People
from projects.importing.programme import (
    load_areas,
    load_perspectives,
    load_phases,
    load_programme,
)
from projects.importing.projects import Projects
from projects.importing.report import Report
from projects.names import folded

ONE_AT_A_TIME = 2298  # the key of an advisory lock: any number, as long as it stays the same


@transaction.atomic
def load(bundle: Bundle, *, dry_run: bool = False) -> Report:
    """Bring the database in line with a bundle without mistakes; a dry run takes it all back.

    The record of who changed what leaves this out: its files and the report tell it better.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    report = Report(notes=list(bundle.notes))
    report.skipped = [f"project: {project['title']}" for project in bundle.unconfirmed]
    with disable_auditlog():
        with indexing.at_the_end():
            _load_research(bundle, report)
        load_events(bundle.events, report)
        load_news(bundle.news, report)
    if dry_run:
        transaction.set_rollback(True)
    return report


def _load_research(bundle: Bundle, report: Report) -> None:
    institutions = Institutions(report)
    institutions.load(bundle.institutions, bundle.places)
    people = People(report, institutions)
    people.load(bundle.people)
    load_programme(bundle.programme, people, institutions, report)
    projects = Projects(
        report,
        people=people,
        institutions=institutions,
        phases=load_phases(bundle.programme.get("phases", []), report),
        perspectives=load_perspectives(bundle.programme.get("perspectives", []), report),
        areas=load_areas(_areas(bundle), report),
    )
    projects.load(bundle.projects)


def _areas(bundle: Bundle) -> list[dict]:
    """The areas of the programme come first: they know of what kind they are."""
    named = [{"name": name} for p in bundle.projects for name in p.get("areas", ())]
    areas = [*bundle.programme.get("areas", ()), *named]
    return list({folded(area["name"]): area for area in reversed(areas)}.values())[::-1]
