from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from projects.map import land
from projects.map.cities import City
from projects.map.labels import Box, Label, Spot, placed

SMALLEST, GROWTH, LARGEST = 4.0, 3.2, 17.0
FIELD = Box(1, 1, land.WIDTH - 1, land.HEIGHT - 1)


@dataclass(frozen=True)
class Mark:
    """A city on the map, and its name if there is room for it."""

    city: City
    spot: Spot
    label: Label | None

    @property
    def hit(self):
        """The corner and side of the square that takes a finger."""
        side = max(24.0, 2 * self.spot.radius)
        return {"x": self.spot.x - side / 2, "y": self.spot.y - side / 2, "side": side}


class Drawing:
    """The map: the land, and a mark for each city that lies on it, sized by its projects."""

    width, height, land = land.WIDTH, land.HEIGHT, land.PATH

    def __init__(self, cities):
        self.cities = cities

    @cached_property
    def marks(self):
        """The marks, the large ones first so that a small one is never hidden."""
        spots = {_spot(city): city for city in self.cities if city.position}
        ordered = tuple(sorted(spots, key=lambda spot: (-spot.radius, spot.name)))
        labels = placed(ordered, FIELD)
        return [Mark(spots[spot], spot, labels.get(spot)) for spot in ordered]


def _spot(city):
    x, y = city.position
    radius = min(SMALLEST + GROWTH * sqrt(city.project_count), LARGEST)
    return Spot(city.name, round(x, 1), round(y, 1), round(radius, 1))
