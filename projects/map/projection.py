"""Lambert's conformal conic projection, which shows a country in the shape people know."""

from math import cos, log, pi, radians, sin, tan

CENTRE = (51.0, 10.4)
PARALLELS = (radians(48.7), radians(53.7))


def _stretch(latitude):
    return tan(pi / 4 + latitude / 2)


_south, _north = PARALLELS
_CONE = log(cos(_south) / cos(_north)) / log(_stretch(_north) / _stretch(_south))
_SCALE = cos(_south) * _stretch(_south) ** _CONE / _CONE


def project(latitude, longitude):
    """Return the place on a plane, x to the east and y to the south, in radians of the sphere."""
    distance = _SCALE / _stretch(radians(latitude)) ** _CONE
    angle = _CONE * radians(longitude - CENTRE[1])
    return distance * sin(angle), distance * cos(angle)
