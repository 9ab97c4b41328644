from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "projects.publications"
    label = "publications"
