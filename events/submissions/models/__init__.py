from events.submissions.models.call import GRACE, Call
from events.submissions.models.co_author import CoAuthor
from events.submissions.models.decision import Decision
from events.submissions.models.submission import (
    DECIDED,
    IN_PROGRAMME,
    MOVES,
    Move,
    State,
    Submission,
)
from events.submissions.models.talk_type import TalkType
from events.submissions.models.track import Track

__all__ = [
    "DECIDED",
    "GRACE",
    "IN_PROGRAMME",
    "MOVES",
    "Call",
    "CoAuthor",
    "Decision",
    "Move",
    "State",
    "Submission",
    "TalkType",
    "Track",
]
