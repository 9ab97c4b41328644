from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from portal.accounts.roles import Role


@receiver(email_confirmed)
def first_address_confirmed(email_address, **kwargs):
    """Make somebody who signed up a member, as soon as the address is known to be theirs."""
    user = email_address.user
    if not user.emailaddress_set.exclude(pk=email_address.pk).filter(verified=True).exists():
        user.grant(Role.MEMBER)
