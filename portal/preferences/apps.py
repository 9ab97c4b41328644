from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    name = "portal.preferences"
    label = "preferences"
