"""Removing, night after night, what nobody needs any more."""

from django.utils import timezone

from portal.preferences.models import Preferences
from portal.privacy.holdings import HOLDINGS
from portal.privacy.models import RetentionRun


def run(now=None):
    """Let every app remove what is due, and write down how much; return the run.

    Each piece is committed by itself: a run that is killed has done what its lines say, perhaps a
    batch more, and the next one goes on. Two at once share the work.
    """
    now = now or timezone.now()
    preferences = Preferences.current()
    log = RetentionRun.objects.create(started_at=now)
    for holding in HOLDINGS:
        for purged in holding.purge(preferences, now):
            if purged.count:
                log.lines.create(label=purged.label, count=purged.count)
    log.finished_at = timezone.now()
    log.save(update_fields=["finished_at"])
    return log
