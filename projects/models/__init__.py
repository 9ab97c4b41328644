from projects.models.change_request import ChangeRequest
from projects.models.institution import Affiliation, Alias, Institution
from projects.models.person import Person
from projects.models.programme import Area, MenuItem, Perspective, Phase, Programme
from projects.models.project import Membership, Project
from projects.models.word import Word

__all__ = [
    "Affiliation",
    "Alias",
    "Area",
    "ChangeRequest",
    "Institution",
    "Membership",
    "MenuItem",
    "Person",
    "Perspective",
    "Phase",
    "Programme",
    "Project",
    "Word",
]
