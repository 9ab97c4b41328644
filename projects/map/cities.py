from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from django.urls import reverse

from portal.common.slugs import slug_of
from projects.map import land
from projects.names import folded


@dataclass
class City:
    """A city with its institutions: one mark on the map, one entry in the list."""

    name: str
    institutions: list[Any] = field(default_factory=list)

    @property
    def anchor(self):
        """The name of its entry in the list."""
        return f"city-{slug_of(self.name)}"

    def get_absolute_url(self):
        """Where the mark leads: to the institution if it is the only one, else to the list of them."""
        if len(self.institutions) == 1:
            return self.institutions[0].get_absolute_url()
        return f"{reverse('projects:institutions')}#{self.anchor}"

    @property
    def project_count(self):
        """How many projects are at work here, each counted once."""
        return len({pk for institution in self.institutions for pk in institution.project_ids})

    @property
    def position(self):
        """Where the city stands in the drawing; None if that is unknown or abroad."""
        known = [i for i in self.institutions if i.latitude is not None and i.longitude is not None]
        if not known or not all(map(_is_in_germany, known)):
            return None
        return land.place(fmean(i.latitude for i in known), fmean(i.longitude for i in known))


def cities_of(institutions):
    """Group institutions that know their `project_ids` by city; one without a city stands alone."""
    cities: dict[tuple[str, str], City] = {}
    for institution in institutions:
        name = institution.city or institution.name
        key = folded(name), institution.country or "DE"
        cities.setdefault(key, City(name)).institutions.append(institution)
    return sorted(cities.values(), key=lambda city: folded(city.name))


def _is_in_germany(institution):
    if institution.country:
        return institution.country == "DE" and _is_near(institution)
    return land.holds(institution.latitude, institution.longitude)


def _is_near(institution):
    """Coordinates are rounded: a place on the coast may seem to lie in the sea, none off the map."""
    x, y = land.place(institution.latitude, institution.longitude)
    return 0 <= x <= land.WIDTH and 0 <= y <= land.HEIGHT
