"""Figures of the programme, counted from what the portal knows."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from projects.models import Membership, Perspective

COUNTS = """
    SELECT
        (SELECT count(*) FROM projects_project),
        (SELECT count(DISTINCT person_id) FROM projects_membership WHERE role = %s),
        (SELECT count(*) FROM projects_institution),
        (SELECT count(DISTINCT lower(unaccent(city))) FROM projects_institution WHERE city <> '')
"""


@dataclass(frozen=True)
class Counts:
    """How large the programme is."""

    projects: int
    investigators: int
    institutions: int
    cities: int


def counts() -> Counts:
    """Count the projects, their principal investigators, the institutions and their cities."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [Membership.Role.PRINCIPAL_INVESTIGATOR])
        return Counts(*cursor.fetchone())


def perspectives():
    """The perspectives in their order, each with its `project_count`."""
    found = Perspective.objects.annotate(project_count=Count("projects"))
    return found.order_by("position", "name")
