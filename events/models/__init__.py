from events.models.event import Event
from events.models.event_before import EventBefore
from events.models.joint_author import JointAuthor
from events.models.series import Series
from events.models.session import Session
from events.models.talk import Speaker, Talk

__all__ = ["Event", "EventBefore", "JointAuthor", "Series", "Session", "Speaker", "Talk"]
