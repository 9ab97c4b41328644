from events.submissions.models.call import GRACE, Call
from events.submissions.models.submission import MOVES, Move, State, Submission

__all__ = ["GRACE", "MOVES", "Call", "Move", "State", "Submission"]
