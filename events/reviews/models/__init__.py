from events.reviews.models.assignment import Assignment
from events.reviews.models.declared_conflict import DeclaredConflict
from events.reviews.models.review import Confidence, Review, Score
from events.reviews.models.reviewer import Reviewer
from events.reviews.models.round import Round

__all__ = [
    "Assignment",
    "Confidence",
    "DeclaredConflict",
    "Review",
    "Reviewer",
    "Round",
    "Score",
]
