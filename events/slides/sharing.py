"""What speakers and organisers do with the slides of a talk: give them, replace them, take them back."""

import hashlib

from django.db import transaction
from django.utils import timezone

from events.models import Talk
from events.slides.models import Slides, Version


@transaction.atomic
def save(slides, *, file=None, kind=None, by):
    """Store the terms and, where there is one, the file as the version that is offered from now on."""
    stored = _locked(slides.talk)
    slides.pk, slides.told_at = stored.pk, stored.told_at
    slides._state.adding = False
    if file:
        slides.none_will_come = False
    slides.save()
    if file:
        _end_current(slides, by=by)
        _store(slides, file, kind, by=by)


@transaction.atomic
def withdraw(talk, *, by):
    """Offer the slides no more; tell whether there were any to take back."""
    return _end_current(_locked(talk), by=by, is_withdrawn=True)


def _locked(talk):
    """Return the slides of a talk, made where there are none; nobody else can change them now."""
    # The talk is locked, since two might make its first slides at once.
    Talk.objects.select_for_update(of=("self",), no_key=True).get(pk=talk.pk)
    return Slides.objects.get_or_create(talk=talk)[0]


def _end_current(slides, *, by, is_withdrawn=False):
    current = slides.versions.filter(ended_at=None)
    return current.update(ended_at=timezone.now(), ended_by=by, is_withdrawn=is_withdrawn) > 0


def _store(slides, file, kind, *, by):
    version = Version(slides=slides, kind=kind, size=file.size, uploaded_by=by)
    version.digest = _digest(file)
    file.seek(0)
    version.file.save(file.name, file, save=False)
    try:
        with transaction.atomic():
            version.save()
    except BaseException:
        version.file.delete(save=False)
        raise


def _digest(file):
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
