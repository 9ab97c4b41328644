"""Invited speakers for the desk's search box, also those who have handed in nothing yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.invited_talks.models import InvitedTalk
from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.common.text import plain


def invited_speakers(text):
    """Invitations to speakers in whose name or address the words stand, the newest first."""
    found = InvitedTalk.objects.for_desk().filter(
        holding_words(text, "name", "submission__contact_email")
    )
    for invited in found.order_by("-pk")[:FEW]:
        page = reverse("invited-talks-desk:invited-talk", args=[invited.pk])
        yield Found(invited.name, page, plain(invited.submission.call.host.title))


FINDERS = (Finder(_("Invited speaker"), (Role.ORGANISER,), invited_speakers),)
