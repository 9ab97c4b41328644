from importlib import import_module

from django.apps import AppConfig


class InvitedTalksConfig(AppConfig):
    name = "events.invited_talks"
    label = "invited_talks"

    def ready(self):
        import_module("events.invited_talks.receivers")
