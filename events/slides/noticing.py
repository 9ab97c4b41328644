"""Telling who held a place that slides are there: one letter an event and day, each talk once."""

from django.db import transaction
from django.utils import timezone

from events import organising
from events.models import Event
from events.registrations.models import Registration
from events.slides import mail
from events.slides.models import Notice, Slides


def notice_all():
    """Tell of all slides given out by now; run twice, or by two at once, it tells nobody twice."""
    events = _untold().order_by().values("talk__event")
    for event in Event.objects.filter(pk__in=events).order_by("pk"):
        notice(event)


@transaction.atomic
def notice(event):
    """Tell of the slides of this event, unless people got such a letter today already."""
    event = organising.lock(event)
    # Asked again under the lock: somebody may have told, or taken back, meanwhile.
    slides = list(_untold().filter(talk__event=event).select_related("talk").order_by("talk"))
    if not slides or (event.sends_notices and not _note(event)):
        return
    # Also where nobody is to be told: switching the notices on later must not bring old ones.
    Slides.objects.filter(pk__in=[one.pk for one in slides]).update(told_at=timezone.now())
    if event.sends_notices:
        holders = Registration.objects.holding_places().of_somebody().filter(event=event)
        mail.slides_available(event, [one.talk for one in slides], holders.order_by("pk"))


def _untold():
    return Slides.objects.given_out().filter(told_at=None)


def _note(event):
    """Write down that people are told today; tell whether they were not before."""
    _notice, is_new = Notice.objects.get_or_create(event=event, day=timezone.localdate())
    return is_new
