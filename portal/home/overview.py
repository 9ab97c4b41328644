"""What the home page says of the programme; each question is one query."""

from django.contrib.postgres.lookups import Unaccent
from django.db.models import Count, Subquery, Value
from django.db.models.functions import MD5, Coalesce, Concat, Lower

from projects.models import Institution, Membership, Programme, Project

CARDS = 6


def counted_programme():
    """The programme with its figures, counted from what the portal knows; None before it has one."""
    investigators = Membership.objects.filter(role=Membership.Role.PRINCIPAL_INVESTIGATOR)
    towns = Institution.objects.exclude(city="")
    return Programme.objects.annotate(
        project_count=_number(Project.objects, Count("pk")),
        investigator_count=_number(investigators, Count("person", distinct=True)),
        institution_count=_number(Institution.objects, Count("pk")),
        city_count=_number(towns, Count(Lower(Unaccent("city")), distinct=True)),
    ).first()


def _number(rows, count):
    everything = rows.order_by().values(everything=Value(1))
    return Coalesce(Subquery(everything.annotate(number=count).values("number")), 0)


def projects_of(day):
    """Six projects, the same for everybody all that day, and others on the next."""
    chance = MD5(Concat("slug", Value(day.isoformat())))
    return Project.objects.for_cards().order_by(chance, "pk")[:CARDS]
