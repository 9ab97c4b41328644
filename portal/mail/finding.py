"""Mails for the desk's search box, by subject and by whom they went to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.mail.models import Delivery, Message


def by_subject(text):
    """Messages whose subject holds the words, the newest first."""
    found = Message.objects.filter(holding_words(text, "subject")).newest_first()
    for message in found.defer("text")[:FEW]:
        yield Found(message.subject, _page(message.pk))


def by_recipient(text):
    """Mails to an address that holds the text, the newest first."""
    found = Delivery.objects.filter(email__icontains=text).select_related("message")
    for delivery in found.defer("message__text").order_by("-pk")[:FEW]:
        yield Found(delivery.message.subject, _page(delivery.message_id), delivery.email)


def _page(pk):
    return reverse("mail-desk:message", args=[pk])


FINDERS = (
    Finder(_("Mail"), (Role.ORGANISER,), by_subject),
    Finder(_("Mail to"), (Role.ORGANISER,), by_recipient),
)
