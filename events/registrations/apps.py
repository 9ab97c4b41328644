from importlib import import_module

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "events.registrations"
    label = "registrations"

    def ready(self):
        import_module("events.registrations.receivers")
