"""A programme's colour made readable on every ground, in both themes."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.common.colours import contrast, darker, lighter, mix

READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground


class Ground(NamedTuple):
    """One theme's grounds, as static/css/tokens.css has them, and how an accent stands out there."""

    paper: str
    card: str
    sunk: str
    ink: str  # upon the accent
    shades: Callable[[str], Iterator[str]]
    strong: str  # what the accent leans to when pointed at
    contrast: float
    tint: float


LIGHT = Ground("#fbfaf6", "#ffffff", "#f3f1ea", "#ffffff", darker, "#000000", READABLE, 0.08)
DARK = Ground("#12141d", "#1a1d29", "#0d0f16", "#12141d", lighter, "#ffffff", 7.0, 0.16)


def companions(colour, ground):
    """Return a theme's accent and the colours that go with it, each with the contrast text needs."""
    accent = next(shade for shade in ground.shades(colour) if _is_readable(shade, ground))
    return {
        "accent": accent,
        "accent-ink": ground.ink,
        "accent-soft": _soft(accent, ground),
        "accent-strong": mix(accent, ground.strong, 0.25),
    }


def _is_readable(accent, ground):
    others = (ground.card, ground.sunk, ground.ink, _soft(accent, ground))
    return contrast(accent, ground.paper) >= ground.contrast and all(
        contrast(accent, other) >= READABLE for other in others
    )


def _soft(accent, ground):
    return mix(ground.card, accent, ground.tint)
