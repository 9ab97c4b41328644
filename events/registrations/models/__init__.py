from events.registrations.models.answer import Answer
from events.registrations.models.part import Part, PartPlace
from events.registrations.models.registration import (
    HOLDS_PLACE,
    IN_LINE,
    LINK_LIFE,
    MOVES,
    SERVES,
    TAKES_PART,
    Attendance,
    Registration,
    State,
    Wish,
    key_of,
    new_token,
)
from events.registrations.models.reminder import Reminder
from events.registrations.models.step import Reason, Step
from events.registrations.models.terms import Invited, OpenTo, Terms

__all__ = [
    "HOLDS_PLACE",
    "IN_LINE",
    "LINK_LIFE",
    "MOVES",
    "SERVES",
    "TAKES_PART",
    "Answer",
    "Attendance",
    "Invited",
    "OpenTo",
    "Part",
    "PartPlace",
    "Reason",
    "Registration",
    "Reminder",
    "State",
    "Step",
    "Terms",
    "Wish",
    "key_of",
    "new_token",
]
