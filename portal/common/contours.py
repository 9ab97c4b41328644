"""Level sets of a function on a grid, as chains of points."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Edge = tuple[int, int, int]  # the edge from node (i, j) to the right (0) or downwards (1)


def level_set(grid: Sequence[Sequence[float]], level: float) -> list[list[Point]]:
    """Return where the function passes the level, in units of the grid; a closed chain ends as it begins."""
    links: defaultdict[Edge, list[Edge]] = defaultdict(list)
    for first, second in crossings(grid, level):
        links[first].append(second)
        links[second].append(first)
    open_ends = [edge for edge, others in links.items() if len(others) == 1]
    return [
        [position(grid, edge, level) for edge in chain(links, start)]
        for start in [*open_ends, *links]
        if links[start]
    ]


def crossings(grid: Sequence[Sequence[float]], level: float) -> Iterator[tuple[Edge, Edge]]:
    """Yield, for each cell, the pairs of its edges that the level set joins: marching squares."""
    for j in range(len(grid) - 1):
        above, below = grid[j], grid[j + 1]
        for i in range(len(above) - 1):
            corners = (
                above[i] > level,
                above[i + 1] > level,
                below[i + 1] > level,
                below[i] > level,
            )
            if all(corners) or not any(corners):
                continue
            sides = ((i, j, 0), (i + 1, j, 1), (i, j + 1, 0), (i, j, 1))
            cut = [sides[k] for k in range(4) if corners[k] != corners[(k + 1) % 4]]
            if len(cut) == 4:  # noqa: PLR2004 (all four sides: a saddle)
                middle = (above[i] + above[i + 1] + below[i] + below[i + 1]) / 4 > level
                if middle == corners[0]:
                    yield cut[0], cut[1]
                    yield cut[2], cut[3]
                else:
                    yield cut[3], cut[0]
                    yield cut[1], cut[2]
            else:
                yield cut[0], cut[1]


def chain(links: dict[Edge, list[Edge]], start: Edge) -> Iterator[Edge]:
    """Yield the edges from the start to where the chain ends or closes, and take them away."""
    here = start
    yield here
    while links[here]:
        there = links[here].pop()
        links[there].remove(here)
        yield there
        here = there


def position(grid: Sequence[Sequence[float]], edge: Edge, level: float) -> Point:
    i, j, downwards = edge
    here = grid[j][i]
    there = grid[j + 1][i] if downwards else grid[j][i + 1]
    part = (level - here) / (there - here)
    return (i, j + part) if downwards else (i + part, j)
