"""The figure of a thing: level sets of a smooth random function that belongs to its slug alone.

Only sums, products and quotients make it, which every machine rounds alike: a figure is the same
everywhere and for ever, so drawings are kept without a thought.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from portal.common.contours import Point, level_set

FINE = 2  # units of the drawing to a pixel: whole numbers are then exact enough, and short
APART = 18.4  # pixels at least between two points that a long curve keeps
SHORT = 14  # points: a closed curve of fewer is a speck

Function = Callable[[float, float], float]


@dataclass(frozen=True)
class Hill:
    """A smooth rise, or with a negative height a hollow: long in one direction, narrow across."""

    x: float
    y: float
    length: float
    breadth: float
    height: float
    turn: float  # half the tangent's way around: 0 lies along x, 1 along y

    def at(self, x: float, y: float) -> float:
        dx, dy = x - self.x, y - self.y
        cos, sin = 1 - self.turn * self.turn, 2 * self.turn
        norm = 1 + self.turn * self.turn
        along, across = (cos * dx + sin * dy) / norm, (cos * dy - sin * dx) / norm
        fall = 1 + (along / self.length) ** 2 + (across / self.breadth) ** 2
        return self.height / (fall * fall)


@lru_cache(maxsize=4_096)
def figure(slug: str, width: int = 320, height: int = 130, levels: int = 9) -> SafeString:
    """Return the figure as SVG, the same every time: a path for each level, the lowest first."""
    step = max(8, height // 28)
    apart = max(APART, height / 22) / step
    grid = sampled(landscape(slug, width / height), width, height, step)
    paths = "".join(
        '<path vector-effect="non-scaling-stroke"'
        f' d="{"".join(curve(chain, step * FINE, apart) for chain in level_set(grid, level))}"/>'
        for level in chosen_levels(grid, levels)
    )
    return mark_safe(  # noqa: S308 (numbers and our own words)
        f'<svg class="figure" viewBox="0 0 {width * FINE} {height * FINE}"'
        f' preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{paths}</svg>'
    )


def landscape(slug: str, width: float) -> Function:
    """Return the function of the slug over a field that is 1 high."""
    chance = random.Random(slug)  # noqa: S311 (a drawing, no secret)

    def between(low: float, high: float) -> float:
        return low + (high - low) * chance.random()

    def hill(x: float, y: float, breadth: float, height: float) -> Hill:
        return Hill(x, y, breadth * between(1, 2.4), breadth, height, turn=between(-1, 1))

    # A summit and a hollow face each other off the middle, so that each figure has a heart.
    summit, hollow = between(0.14, 0.4), between(0.58, 0.88)
    if chance.random() < 1 / 2:
        summit, hollow = hollow, summit
    hills = [
        hill(width * summit, between(0.15, 0.85), between(0.26, 0.42), 1),
        hill(width * hollow, between(0.1, 0.9), between(0.24, 0.45), -between(0.5, 1)),
    ]
    others = 1 + round(width)
    for place in range(others):
        x = width * (place + chance.random()) / others
        hills.append(hill(x, between(-0.2, 1.2), between(0.16, 0.34), between(-0.6, 0.6)))
    east, south = between(-0.25, 0.25), between(-0.4, 0.4)
    bend = Hill(width * between(0.3, 0.7), between(0.2, 0.8), 0.9, 0.7, between(-0.5, 0.5), 0)

    def value(x: float, y: float) -> float:
        # The field itself is bent a little: level sets of hills alone look like eggs.
        swing = bend.at(x, y)
        x, y = x + swing, y + swing * (x - bend.x)
        return east * x + south * y + sum(each.at(x, y) for each in hills)

    return value


def sampled(function: Function, width: int, height: int, step: int) -> list[list[float]]:
    """Return the values of the function on a grid that covers the field."""
    columns, rows = -(-width // step) + 1, -(-height // step) + 1
    size = step / height
    return [[function(i * size, j * size) for i in range(columns)] for j in range(rows)]


def chosen_levels(grid: Sequence[Sequence[float]], number: int) -> Iterator[float]:
    """Yield levels neither crowded on a slope nor lost on a plain: half by height, half by area."""
    values = sorted(value for row in grid for value in row)
    low, high = values[0], values[-1]
    for k in range(1, number + 1):
        part = k / (number + 1)
        yield (low + (high - low) * part + values[int(part * len(values))]) / 2


def curve(chain: Sequence[Point], scale: float, apart: float) -> str:
    """Return a smooth path: each point pulls it, and it passes through the middles between them."""
    closed = chain[0] == chain[-1]
    if len(chain) < (SHORT if closed else SHORT // 3):
        return ""
    points = [(round(x * scale), round(y * scale)) for x, y in thinned(chain, apart, closed=closed)]
    if closed:
        points += points[:2]
        x, y = middle(points[0], points[1])
    else:
        x, y = points[0]
    drawn = [f"M{x} {y}"]
    for pull, following in pairwise(points[1:]):
        is_end = not closed and following is points[-1]
        to_x, to_y = following if is_end else middle(pull, following)
        drawn.append(f"q{pair(pull[0] - x, pull[1] - y)}{pair(to_x - x, to_y - y, ' ')}")
        x, y = to_x, to_y
    return "".join(drawn) + ("z" if closed else "")


def thinned(chain: Sequence[Point], apart: float, *, closed: bool) -> list[Point]:
    """Return the points of the chain that lie apart; an open chain keeps its ends."""
    apart = min(apart, len(chain) / 16)
    kept = [chain[0]]
    for point in chain[1:-1]:
        if distant(point, kept[-1], apart):
            kept.append(point)
    if not distant(kept[-1], chain[-1], apart * 0.6):
        kept.pop()
    return kept if closed else [*kept, chain[-1]]


def distant(one: Point, other: Point, apart: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > apart * apart


def middle(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return (one[0] + other[0]) // 2, (one[1] + other[1]) // 2


def pair(x: int, y: int, before: str = "") -> str:
    """Return two numbers in as few signs as SVG needs: a minus parts them too."""
    first = f"{x}" if x < 0 else f"{before}{x}"
    return first + (f"{y}" if y < 0 else f" {y}")
