from django.apps import AppConfig


class AccessLogConfig(AppConfig):
    name = "portal.accesslog"
    label = "accesslog"
