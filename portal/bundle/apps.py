from django.apps import AppConfig


class BundleConfig(AppConfig):
    """Reads a folder of JSON files that describes a programme, and loads it; see docs/bundle.md."""

    name = "portal.bundle"
    label = "bundle"
