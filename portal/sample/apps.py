from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Invented events, news and accounts for trying the portal, each visibly marked as a sample."""

    name = "portal.sample"
    label = "sample"
