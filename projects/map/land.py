"""The outline of Germany, read and projected once, when this module is first needed."""

import json
from itertools import pairwise
from pathlib import Path

from projects.map.projection import project

OUTLINE = Path(__file__).parent.parent / "geo" / "germany.geojson"
WIDTH = 360.0
MARGIN = 6.0
FINEST = 0.8  # shorter steps of the coast than this are not seen


def _rings():
    geometry = json.loads(OUTLINE.read_text())["geometry"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


RINGS = _rings()
_points = [project(latitude, longitude) for ring in RINGS for longitude, latitude in ring]
_left, _right = min(x for x, _y in _points), max(x for x, _y in _points)
_top, _bottom = min(y for _x, y in _points), max(y for _x, y in _points)
_SCALE = (WIDTH - 2 * MARGIN) / (_right - _left)
HEIGHT = round((_bottom - _top) * _SCALE + 2 * MARGIN, 1)


def place(latitude, longitude):
    """Return where a place stands in the drawing."""
    x, y = project(latitude, longitude)
    return (x - _left) * _SCALE + MARGIN, (y - _top) * _SCALE + MARGIN


def holds(latitude, longitude):
    """Tell whether a place lies in Germany, by how often a line to the east leaves the country."""
    crossings = 0
    for ring in RINGS:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                crossings += longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


def _path(ring):
    shown: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        x, y = place(latitude, longitude)
        if not shown or abs(x - shown[-1][0]) + abs(y - shown[-1][1]) >= FINEST:
            shown.append((x, y))
    is_island_to_see = len(shown) > 3  # noqa: PLR2004  fewer points enclose nothing
    points = "L".join(f"{x:.1f} {y:.1f}" for x, y in shown)
    return f"M{points}Z" if is_island_to_see else ""


PATH = "".join(map(_path, RINGS))
