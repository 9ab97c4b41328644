from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "portal.digest"
    label = "digest"
