from events.submissions.models.call import GRACE, Call
from events.submissions.models.decision import Decision
from events.submissions.models.submission import (
    DECIDED,
    IN_PROGRAMME,
    MOVES,
    Move,
    State,
    Submission,
)

__all__ = [
    "DECIDED",
    "GRACE",
    "IN_PROGRAMME",
    "MOVES",
    "Call",
    "Decision",
    "Move",
    "State",
    "Submission",
]
