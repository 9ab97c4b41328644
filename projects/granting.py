"""Giving and taking roles."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from projects import binding


class NotPossible(Exception):
    """It would leave the portal without anybody who could undo it; the message says why."""


@transaction.atomic
def set_roles(user, roles):
    """Let the account have exactly these roles; raise NotPossible if nobody would coordinate then."""
    if Role.COORDINATOR not in roles:
        keep_a_coordinator(user)
    user = binding.lock(user)
    granted = [Group.objects.get_or_create(name=Role(role).value)[0] for role in roles]
    others = user.groups.exclude(name__in=Role.values)
    user.groups.set([*others, *granted])
    return user


def keep_a_coordinator(user):
    """Raise NotPossible if this is the last account in use that coordinates; holds till the transaction ends."""
    group, _is_new = Group.objects.get_or_create(name=Role.COORDINATOR.value)
    Group.objects.select_for_update().get(pk=group.pk)
    coordinators = group.user_set.filter(is_active=True)
    if coordinators.filter(pk=user.pk).exists() and coordinators.count() == 1:
        raise NotPossible(
            _(
                "This is the last coordinator: give the role to somebody else before you take it away."
            )
        )
