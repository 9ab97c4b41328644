"""The programme's colour as a style sheet, readable on every ground in both themes."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portal.home.colours import contrast, darker, lighter, mix
from projects.models import Programme

READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground
YEAR = 365 * 24 * 3600


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


@require_safe
def theme(request):
    """Answer the programme's colour as CSS; an address that names the colour may be kept for a year."""
    accent = Programme.objects.values_list("accent", flat=True).first() or Programme().accent
    response = HttpResponse(style_sheet(accent), content_type="text/css; charset=utf-8")
    named = request.GET.get("v") == accent.removeprefix("#")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if named else "no-cache"
    response["ETag"] = f'"{accent}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def style_sheet(accent):
    """Return the CSS that gives both themes this accent."""
    light, dark = companions(accent, LIGHT), companions(accent, DARK)
    lines = (f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{''.join(lines)}}}\n"


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
