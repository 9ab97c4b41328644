from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "events.submissions"
    label = "submissions"
