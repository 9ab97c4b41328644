"""Accepting an invitation: the account, the page, the part in the project and the roles, all or nothing."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consents import consenting
from projects import binding
from projects.invitations import known
from projects.invitations.inviting import lock
from projects.models import Person


class CannotAccept(Exception):
    """The invitation stays as it is."""


class NotOpen(CannotAccept):
    """It was accepted, revoked or has expired meanwhile."""


class HasAccount(CannotAccept):
    """The address belongs to an account, which alone may accept."""


class PageTaken(CannotAccept):
    """The page it opens is that of another account, or this account has another page already."""


@transaction.atomic
def accept(invitation, *, user=None, name="", agreed_to=None):
    """Accept for this account, or for a new one of the invited address; return the account.

    Opening the link has proved the address. `agreed_to` is the consent text that was shown and
    agreed to, if there is one. Raise CannotAccept, with nothing changed, where that is not possible.
    """
    invitation = lock(invitation)
    if not invitation.is_open:
        raise NotOpen
    if user:
        user = binding.lock(user)
        _add_address(user, invitation.email)
    else:
        user = _new_account(invitation, name)
    consenting.give(agreed_to, user=user, about="account")
    person = _page(invitation, user, name)
    if invitation.project:
        binding.join(person, invitation.project, invitation.project_role)
    user.grant(Role.MEMBER, *(Role(role) for role in invitation.roles))
    invitation.person, invitation.accepted_by, invitation.accepted_at = person, user, timezone.now()
    invitation.save(update_fields=["person", "accepted_by", "accepted_at"])
    return user


def _new_account(invitation, name):
    if known.owner(invitation.email):
        raise HasAccount
    try:
        with transaction.atomic():
            return User.objects.create_user(invitation.email, name=name)
    except IntegrityError as error:  # another invitation of this address was accepted meanwhile
        raise HasAccount from error


def _add_address(user, email):
    if known.owner(email) not in {None, user}:
        raise HasAccount
    try:
        with transaction.atomic():
            EmailAddress.objects.update_or_create(
                user=user, email=email, defaults={"verified": True}
            )
    except IntegrityError as error:
        raise HasAccount from error


def _page(invitation, user, name):
    try:
        if invitation.person:
            person = binding.bind(user, invitation.person)
        else:
            person = binding.page_for(user, name)
    except binding.Taken as taken:
        raise PageTaken from taken
    _rename(person, name)
    return person


def _rename(person: Person, name):
    if name and name != person.name:
        person.name = name
        person.save(update_fields=["name"])
