from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Django's admin with its index in our order."""

    default_site = "portal.desk.admin_site.AdminSite"
