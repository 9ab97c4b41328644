"""What projects do when an account or a project changes."""

from contextlib import suppress

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from portal.accounts.providers import ORCID
from portal.common.text import plain
from portal.mail import offering
from projects import proving
from projects.models import Person, Project
from projects.proving import OrcidTakenError


@receiver(social_account_added)
def orcid_connected(request, sociallogin, **kwargs):
    """Put a proved ORCID on the page of the person, or say why it is not there."""
    person = Person.objects.filter(user=sociallogin.user).first()
    if sociallogin.account.provider != ORCID or person is None:
        return
    try:
        if proving.prove_orcid(person, sociallogin.account.uid):
            messages.success(request, _("Your ORCID stands on your page now."))
    except OrcidTakenError:
        messages.warning(
            request,
            _(
                "You can sign in by ORCID. It is not on your page, though, for another person's page "
                "has this ORCID already: please tell the coordinators."
            ),
        )


@receiver(post_save, sender=Person)
def account_bound(instance, raw=False, **kwargs):
    """Put the ORCID that an account has proved on the page that it is bound to afterwards."""
    if raw or not instance.user_id or instance.orcid:
        return
    proved = SocialAccount.objects.filter(user_id=instance.user_id, provider=ORCID).first()
    if proved:
        with suppress(OrcidTakenError):
            proving.prove_orcid(instance, proved.uid)


@receiver(post_save, sender=Project)
def offer_topic(instance, raw=False, **kwargs):
    """Let people hear of the project by mail, under the title it has now."""
    if not raw:
        offering.offer(instance.topic, plain(instance.title))


@receiver(post_delete, sender=Project)
def withdraw_topic(instance, **kwargs):
    """End the subscriptions to a project that is no more."""
    offering.withdraw(instance.topic)
