"""Addresses for machines, the same in every language."""

from django.urls import path

from portal.home import health, theme

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("theme.css", theme.theme, name="theme"),
]
