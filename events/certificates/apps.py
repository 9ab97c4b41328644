from importlib import import_module

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "events.certificates"
    label = "certificates"

    def ready(self):
        import_module("events.certificates.receivers")
