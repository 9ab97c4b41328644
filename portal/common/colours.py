"""How colours written as #rrggbb relate: contrast, mixing, and the same hue lighter or darker."""

import colorsys
from math import sqrt

TOE = 0.04045  # below it sRGB is linear


def contrast(one, other):
    """Return the contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour, other, share):
    """Return `colour` with `share` of `other` stirred in."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _hex(one + (two - one) * share for one, two in pairs)


def darker(colour):
    """Yield `colour` and its ever darker shades, down to black."""
    hue, lightness, saturation = _hls(colour)
    yield colour
    for percent in range(int(lightness * 100), -1, -1):
        yield _from_hls(hue, percent / 100, saturation)


def lighter(colour):
    """Yield ever lighter shades of `colour`, up to white; light shades need more saturation to look alike."""
    hue, lightness, saturation = _hls(colour)
    for percent in range(int(lightness * 100), 101):
        yield _from_hls(hue, percent / 100, sqrt(saturation))


def _luminance(colour):
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= TOE else ((part + 0.055) / 1.055) ** 2.4


def _hls(colour):
    return colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))


def _from_hls(hue, lightness, saturation):
    return _hex(part * 255 for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def _parts(colour):
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _hex(parts):
    return "#" + "".join(f"{round(part):02x}" for part in parts)
