"""Files that nobody refers to: what an upload left behind that was cut off."""

import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from events.slides.models import FOLDER, Version

# A younger one may belong to an upload whose row is not committed yet.
OLD = datetime.timedelta(days=1)


def sweep(now=None):
    """Delete the files of slides that no version refers to; return how many there were."""
    before = (now or timezone.now()) - OLD
    known = set(Version.objects.values_list("file", flat=True))
    orphans = [name for name in _stored() if name not in known and _written(name) < before]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def _stored():
    if not default_storage.exists(FOLDER):
        return []
    return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]


def _written(name):
    return default_storage.get_modified_time(name)
