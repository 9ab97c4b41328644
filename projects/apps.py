from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from projects import receivers, signals  # noqa: F401, PLC0415  receivers need the models
