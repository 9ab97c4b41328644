from projects.publications.models.authorship import Authorship
from projects.publications.models.publication import Publication

__all__ = ["Authorship", "Publication"]
