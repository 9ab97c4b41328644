"""What stands at the head of every paper: whose it is, and in which colour."""

from portal.common.accents import LIGHT, companions
from projects.context import the_programme


def masthead():
    """Return the programme's names and colour for the templates in templates/typst/."""
    programme = the_programme()
    return {
        "name": programme.localised_name,
        "acronym": programme.acronym,
        "kind": programme.kind,
        "funder": programme.funder,
        "accent": companions(programme.accent, LIGHT)["accent"],
    }
