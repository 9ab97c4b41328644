from importlib import import_module

from django.apps import AppConfig


class SeriesRegistrationsConfig(AppConfig):
    name = "events.series_registrations"
    label = "series_registrations"

    def ready(self):
        import_module("events.series_registrations.receivers")
