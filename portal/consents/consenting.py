"""Writing the texts people agree to, publishing them, agreeing to them."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.consents.models import Consent, ConsentText


class AlreadyPublished(Exception):
    """A published text never changes; a new version is a new text."""


@transaction.atomic
def draft(text):
    """Store a new or changed draft; a new one becomes the next version for its purpose."""
    if text.pk is None:
        versions = ConsentText.objects.filter(purpose=text.purpose)
        text.version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    else:
        _locked_draft(text)
    text.save()
    return text


@transaction.atomic
def publish(text):
    """Let the text hold from its day on, today at the earliest, for good."""
    text = _locked_draft(text)
    text.valid_from = max(text.valid_from, timezone.localdate())
    text.published_at = timezone.now()
    text.save(update_fields=["valid_from", "published_at"])
    return text


@transaction.atomic
def discard(text):
    """Take a draft away."""
    _locked_draft(text).delete()


def _locked_draft(text):
    stored = ConsentText.objects.select_for_update().get(pk=text.pk)
    if stored.published_at:
        raise AlreadyPublished
    return stored


def give(text, *, user=None, email="", about=""):
    """Note in the caller's transaction that somebody agreed; nothing where no text was asked for."""
    if text is not None:
        Consent.objects.create(text=text, user=user, email=email.strip().lower(), about=about)


def has_agreed(user, text):
    """Tell whether this account has agreed to exactly this text."""
    return Consent.objects.filter(text=text, user=user).exists()
