from events.timetable.models.plan import Plan
from events.timetable.models.release import Release

__all__ = ["Plan", "Release"]
