from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "events.planning"
    label = "planning"
