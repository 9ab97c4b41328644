from events.submissions.models.call import GRACE, Call
from events.submissions.models.submission import MOVES, ForbiddenMove, Move, State, Submission

__all__ = ["GRACE", "MOVES", "Call", "ForbiddenMove", "Move", "State", "Submission"]
