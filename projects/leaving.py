"""Leaving: the account is closed, the page stays; and coming back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from projects import binding, granting
from projects.granting import NotPossible
from projects.invitations import inviting


@transaction.atomic
def close(user, *, by, ends=None):
    """Let nobody sign in to the account any more; `ends` is when the parts in projects end, if they do.

    All sessions end at once and for good, since they hang on the password, which is forgotten. Roles
    and open invitations go; page, talks and publications stay.
    """
    if user.pk == by.pk:
        raise NotPossible(_("This is your own account: ask another coordinator to close it."))
    if user.is_staff:
        raise NotPossible(
            _("This is an administrator's account: it is closed in the administration.")
        )
    granting.set_roles(user, [])
    user = binding.lock(user)
    user.is_active = False
    user.set_unusable_password()
    user.calendar_token = None
    user.save()
    person = binding.page_of(user)
    addresses = user.emailaddress_set.values_list("email", flat=True)
    inviting.revoke_all_to({user.email, *addresses}, person)
    if person and ends:
        for membership in person.memberships.current():
            membership.end = ends
            membership.save(update_fields=["end"])
    return user


@transaction.atomic
def reopen(user):
    """Let a member sign in again; further roles are given anew."""
    user = binding.lock(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    user.grant(Role.MEMBER)
    return user
