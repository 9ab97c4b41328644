from django.apps import AppConfig


class SlotsConfig(AppConfig):
    name = "events.slots"
    label = "slots"
