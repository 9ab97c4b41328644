"""The programme's colour as a style sheet, readable on every ground in both themes."""

import colorsys
from typing import NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import condition, require_safe

from projects.models import Programme

READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground
COMFORTABLE = 7.0  # light text on a dark ground wants more
TOE = 0.04045  # below it sRGB is linear
YEAR = 365 * 24 * 3600


class Ground(NamedTuple):
    """One theme's grounds, as static/css/tokens.css names them, and where its accents lean."""

    paper: str
    surfaces: tuple[str, ...]
    inks: tuple[str, str]
    towards: str
    contrast: float
    tint: float


LIGHT = Ground(
    "#fbfaf6", ("#fbfaf6", "#ffffff", "#f3f1ea"), ("#ffffff", "#12141d"), "#000000", READABLE, 0.08
)
DARK = Ground(
    "#12141d",
    ("#12141d", "#1a1d29", "#0d0f16"),
    ("#12141d", "#ffffff"),
    "#ffffff",
    COMFORTABLE,
    0.16,
)


def _accent(_request):
    return Programme.objects.values_list("accent", flat=True).first() or Programme().accent


def _etag(request):
    return f'"{_accent(request)}"'


@require_safe
@condition(etag_func=_etag)
def theme(request):
    """Answer the programme's colour as CSS; an address that names the colour may be kept for a year."""
    accent = _accent(request)
    response = HttpResponse(style_sheet(accent), content_type="text/css; charset=utf-8")
    known = f"#{request.GET.get('v', '')}" == accent
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if known else "no-cache"
    return response


def style_sheet(accent):
    """Return the CSS that gives both themes this accent."""
    light, dark = shades(accent, LIGHT), shades(accent, DARK)
    lines = (f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{''.join(lines)}}}\n"


def shades(colour, ground):
    """Return the accent of a theme and its companions, each with the contrast text needs."""
    accent = readable(colour, ground)
    return {
        "accent": accent,
        "accent-ink": max(ground.inks, key=lambda ink: contrast(ink, accent)),
        "accent-soft": mix(ground.paper, accent, ground.tint),
        "accent-strong": mix(accent, ground.towards, 0.25),
    }


def readable(colour, ground):
    """Return `colour`, darker or lighter as far as it takes to be read on every surface."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    step = -0.01 if ground.towards == "#000000" else 0.01
    while not _is_readable(colour, ground):
        lightness = min(max(lightness + step, 0), 1)
        colour = _hex(part * 255 for part in colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def _is_readable(colour, ground):
    surfaces = (*ground.surfaces, mix(ground.paper, colour, ground.tint))
    return contrast(colour, ground.paper) >= ground.contrast and all(
        contrast(colour, surface) >= READABLE for surface in surfaces
    )


def contrast(one, other):
    """Return the contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour, other, share):
    """Return `colour` with `share` of `other` stirred in."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _hex(one + (two - one) * share for one, two in pairs)


def _luminance(colour):
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= TOE else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour):
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _hex(parts):
    return "#" + "".join(f"{round(part):02x}" for part in parts)
