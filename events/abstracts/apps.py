from django.apps import AppConfig


class AbstractsConfig(AppConfig):
    name = "events.abstracts"
    label = "abstracts"
