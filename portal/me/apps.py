from django.apps import AppConfig


class MeConfig(AppConfig):
    name = "portal.me"
    label = "me"
