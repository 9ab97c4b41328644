"""Who has written with whom."""

from projects.models import Person
from projects.publications.models import Authorship, Publication


def co_authors_since(person, day):
    """Return the people with whom this person has published on that day or later."""
    shared = Publication.objects.of(person).since(day).values("pk")
    others = Authorship.objects.filter(publication__in=shared).exclude(person=person)
    return Person.objects.filter(pk__in=others.values("person"))


def pairs_since(people, day):
    """Return {(one, other), …} of the keys of people of whom one is among `people`, as `co_authors_since`.

    One query, however many they are.
    """
    recent = Publication.objects.since(day).values("pk")
    written = Authorship.objects.filter(publication__in=recent, person__in=people)
    together = written.values_list("person", "publication__authorships__person")
    return {(one, other) for one, other in together if other is not None and other != one}
