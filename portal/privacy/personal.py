"""What the log of the nightly retention keeps: counts alone, about nobody."""

from django.utils.translation import gettext_noop

from portal.common.personal import Purged, delete, in_batches, long_ago
from portal.privacy.models import RetentionRun

HOLDS = ()


def stored(subject):
    """Nothing: the log names nobody."""
    return iter(())


def outlook(subject, *, keep_names):
    """Nothing of anybody is here."""
    return iter(())


def erase(subject, *, keep_names):
    """Nothing of anybody is here."""


def purge(preferences, now):
    due = RetentionRun.objects.filter(started_at__lte=long_ago(now, preferences.audit_days))
    yield Purged(gettext_noop("entries of this log"), in_batches(due, delete))


def statements(preferences):
    """Nothing of anybody is here."""
    return iter(())
