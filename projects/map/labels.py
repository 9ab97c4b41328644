"""Where the names of places stand on a map, such that none covers another name or a place."""

from dataclasses import dataclass
from functools import lru_cache

SIZE = 13.0  # the type size of static/css/figures.css, in units of the drawing
# Widths of a wide bold face, in parts of the type size: no reader's own face takes much more room.
NARROW, SLIM, USUAL, CAPITAL, WIDE = 0.37, 0.5, 0.7, 0.78, 1.03
WIDTHS = dict.fromkeys("ijlI.,'’|", NARROW) | dict.fromkeys("frt-–() /", SLIM)
WIDTHS |= dict.fromkeys("mwMW", WIDE)
STEPS = 8  # of a line from a mark to its name
REACHES = (0, 5, 10, 16, 22, 30, 40, 52, 66, 80)
# How the name lies to its place, the likeliest to be read first: to the east, …
DIRECTIONS = ((1, 0), (-1, 0), (0.8, -0.6), (0.8, 0.6), (-0.8, -0.6), (-0.8, 0.6), (0, -1), (0, 1))


@dataclass(frozen=True)
class Box:
    """A rectangle on the map."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, other: "Box") -> bool:
        """Tell whether no part of this sticks out of the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Spot:
    """A round mark with a name to be written beside it."""

    name: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The room the mark takes."""
        r = self.radius + 1
        return Box(self.x - r, self.y - r, self.x + r, self.y + r)


@dataclass(frozen=True)
class Label:
    """A name at its place, on that side of the text which `anchor` names as SVG does.

    A line leads from the mark to a name that stands apart.
    """

    box: Box
    anchor: str
    leader: tuple[float, float, float, float] | None

    @property
    def x(self) -> float:
        """Where the text begins, has its middle or ends."""
        sides = {"start": self.box.left, "end": self.box.right}
        return sides.get(self.anchor, (self.box.left + self.box.right) / 2)

    @property
    def y(self) -> float:
        """The line on which the letters stand."""
        return self.box.bottom - 0.27 * SIZE

    @property
    def along_leader(self) -> list[Box]:
        """The room that the line takes, in small boxes."""
        if self.leader is None:
            return []
        x1, y1, x2, y2 = self.leader
        points = [(x1 + (x2 - x1) * n / STEPS, y1 + (y2 - y1) * n / STEPS) for n in range(1, STEPS)]
        return [Box(x - 0.8, y - 0.8, x + 0.8, y + 0.8) for x, y in points]

    def fits(self, field: Box, others: list[Box]) -> bool:
        """Tell whether name and line lie in the field and meet none of the others."""
        return (
            self.box.lies_in(field)
            and not any(map(self.box.meets, others))
            and not any(box.meets(other) for box in self.along_leader for other in others)
        )


def width(text: str) -> float:
    """Return an upper bound of the room that the text takes."""
    return SIZE * sum(WIDTHS.get(c, CAPITAL if c.isupper() else USUAL) for c in text)


@lru_cache(maxsize=64)
def placed(spots: tuple[Spot, ...], field: Box) -> dict[Spot, Label]:
    """Give each spot a label, the earlier ones first; one for which there is no room gets none."""
    taken = [spot.box for spot in spots]
    labels: dict[Spot, Label] = {}
    for spot in spots:
        others = [box for box in taken if box != spot.box]
        fitting = (label for label in _candidates(spot) if label.fits(field, others))
        if label := next(fitting, None):
            labels[spot] = label
            taken += [label.box, *label.along_leader]
    return labels


def _candidates(spot):
    for reach in REACHES:
        for east, south in DIRECTIONS:
            yield _label(spot, east, south, reach)


def _label(spot, east, south, reach):
    away = spot.radius + 3 + reach
    x, y = spot.x + east * away, spot.y + south * away
    wide, high = width(spot.name), SIZE * 1.15
    before, anchor = {1: (0, "start"), -1: (1, "end"), 0: (0.5, "middle")}[_sign(east)]
    above = 0.5 if east else {1: 0, -1: 1}[_sign(south)]
    left, top = x - wide * before, y - high * above
    edge = (spot.x + east * spot.radius, spot.y + south * spot.radius)
    leader = (*edge, x, y) if reach else None
    return Label(Box(left, top, left + wide, top + high), anchor, leader)


def _sign(number):
    return (number > 0) - (number < 0)
