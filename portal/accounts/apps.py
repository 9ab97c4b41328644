from importlib import import_module

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self):
        post_migrate.connect(make_role_groups, sender=self)
        import_module("portal.accounts.receivers")


def make_role_groups(*, using, apps=installed, **kwargs):
    """Have the group of every role at hand as soon as the tables are, for whoever grants one."""
    from portal.accounts.roles import Role  # noqa: PLC0415  it leads to the user model, which loads after the apps

    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
    except LookupError:
        return  # migrated back to a time before there were groups
    known = set(groups.values_list("name", flat=True))
    groups.bulk_create(groups.model(name=role.value) for role in Role if role.value not in known)
