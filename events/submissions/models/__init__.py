from events.submissions.models.call import GRACE, Call
from events.submissions.models.change_proposal import ChangeProposal
from events.submissions.models.co_author import (
    ASKING,
    MOST,
    MOST_LETTERS,
    MOST_SPEAKING,
    CoAuthor,
)
from events.submissions.models.decision import Decision
from events.submissions.models.late_code import LateCode, LateUse
from events.submissions.models.question import CallAnswer, CallQuestion
from events.submissions.models.state import DECIDED, IN_PROGRAMME, MOVES, State
from events.submissions.models.submission import Move, Submission
from events.submissions.models.talk_type import TalkType
from events.submissions.models.track import Track

__all__ = [
    "ASKING",
    "DECIDED",
    "GRACE",
    "IN_PROGRAMME",
    "MOST",
    "MOST_LETTERS",
    "MOST_SPEAKING",
    "MOVES",
    "Call",
    "CallAnswer",
    "CallQuestion",
    "ChangeProposal",
    "CoAuthor",
    "Decision",
    "LateCode",
    "LateUse",
    "Move",
    "State",
    "Submission",
    "TalkType",
    "Track",
]
