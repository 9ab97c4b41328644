from importlib import import_module

from django.apps import AppConfig


class SlidesConfig(AppConfig):
    name = "events.slides"
    label = "slides"

    def ready(self):
        import_module("events.slides.receivers")
