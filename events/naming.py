"""Who of the programme is meant by a name."""

from projects.models import Person
from projects.names import folded


def people_called(names):
    """Return the people of the programme by these very names (case and accents aside), by folded name."""
    wanted = {folded(name)[:200] for name in names} - {""}
    if not wanted:
        return {}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(search_name__in=wanted).with_affiliations().order_by("pk"):
        found.setdefault(person.search_name, []).append(person)
    return found


def described(person):
    """Return "Name, Institution", to tell people of one name from each other."""
    return ", ".join([person.name, *(str(place) for place in person.places_now)])
