"""When somebody who was invited without an account is known to have one."""

from allauth.account.signals import email_confirmed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from events.invited_talks import binding


@receiver(user_logged_in)
def signed_in(user, **kwargs):
    """Have the talks somebody was invited to be among their own."""
    binding.bind(user)


@receiver(email_confirmed)
def address_proved(email_address, **kwargs):
    """The same, as soon as the address is known to be theirs."""
    binding.bind(email_address.user)
