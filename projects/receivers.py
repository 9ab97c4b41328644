"""What projects do when an account changes."""

from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.dispatch import receiver
from django.utils.translation import gettext as _

from portal.accounts.providers import ORCID
from projects import proving
from projects.proving import OrcidTakenError


@receiver(social_account_added)
def orcid_connected(request, sociallogin, **kwargs):
    """Put a proved ORCID on the page of the person, or say why it is not there."""
    if sociallogin.account.provider != ORCID:
        return
    try:
        if proving.prove_orcid(sociallogin.user, sociallogin.account.uid):
            messages.success(request, _("Your ORCID stands on your page now."))
    except OrcidTakenError:
        messages.warning(
            request,
            _(
                "You can sign in by ORCID. It is not on your page, though, for another person's page "
                "has this ORCID already: please tell the coordinators."
            ),
        )
