from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "events.timetable"
    label = "timetable"
