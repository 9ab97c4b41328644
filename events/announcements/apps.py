from importlib import import_module

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "events.announcements"
    label = "announcements"

    def ready(self):
        import_module("events.announcements.receivers")
