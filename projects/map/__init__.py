"""Germany on paper, and the places of the programme on it."""

from projects.map.cities import cities_of
from projects.map.drawing import Drawing

__all__ = ["Drawing", "cities_of"]
