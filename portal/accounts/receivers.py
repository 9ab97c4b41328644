from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from portal.accounts.roles import Role


@receiver(email_confirmed)
def first_address_confirmed(email_address, **kwargs):
    """Make somebody who signed up a member, as soon as the address is known to be theirs."""
    user = email_address.user
    if not user.emailaddress_set.exclude(pk=email_address.pk).filter(verified=True).exists():
        user.grant(Role.MEMBER)


@receiver(authenticator_added)
def factor_set_up(request, user, authenticator, **kwargs):
    """Take whoever has just set a factor up, and proved to have it, for somebody who said who they are."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", reauthenticated=True)
