from django.apps import AppConfig


class ChasingConfig(AppConfig):
    name = "events.chasing"
    label = "chasing"
