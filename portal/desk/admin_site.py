from django.contrib import admin
from django.utils.translation import gettext_lazy as _

GROUPS = (
    (_("Programme"), ("projects", "publications")),
    (
        _("Events"),
        ("events", "registrations", "series_registrations", "certificates", "submissions"),
    ),
    (_("News"), ("news",)),
    (_("Mail"), ("mail",)),
    (_("Accounts"), ("accounts", "account", "invitations", "mfa", "socialaccount")),
    (_("Privacy and records"), ("privacy", "consents", "accesslog", "audit", "auditlog")),
    (_("Settings"), ("preferences",)),
)


class AdminSite(admin.AdminSite):
    """For rare repairs by administrators; what is done every day is done at the desk."""

    site_header = _("Administration")
    site_title = _("Administration")
    index_title = _("For rare repairs: what is done every day is done at the desk")

    def get_app_list(self, request, app_label=None):
        """Return what can be administered, by what it is about."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        known = {app["app_label"]: app for app in apps}
        grouped = [
            _group(title, [known.pop(label) for label in labels if label in known])
            for title, labels in GROUPS
        ]
        return [group for group in grouped if group["models"]] + list(known.values())


def _group(title, apps):
    models = [model for app in apps for model in app["models"]]
    first = apps[0] if apps else {}
    return first | {"name": title, "models": models}
