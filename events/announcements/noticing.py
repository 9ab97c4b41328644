"""What the portal says by itself when a moment has come: registration opens, a call closes soon."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events import announcing, organising
from events.announcements import mail
from events.announcements.models import Notice
from events.models import Event
from events.submissions.models import Call, State, Submission

SOON = datetime.timedelta(days=3)
# What opened longer ago is no news any more: it was loaded from elsewhere, or nobody could send.
FRESH = datetime.timedelta(days=1)


def notice_all():
    """Tell of whatever has come by now; run twice, or by two at once, it tells nobody twice."""
    for event in _opened().order_by("registration_opens_at", "pk"):
        tell_of_registration(event)
    for call in _closing().select_related("event").order_by("closes_at", "pk"):
        if is_near(call):
            tell_of_deadline(call)


@transaction.atomic
def tell_of_registration(event):
    """Tell subscribers once that one can register, if that was not so when the event was published."""
    event = organising.lock(event)
    if not _has_opened(event) or not _note(Notice.Kind.REGISTRATION_OPEN, event, None):
        return
    mail.registration_open(event, announcing.audiences(event))


@transaction.atomic
def tell_of_deadline(call):
    """Remind who has a draft, and members who asked for news of events, once per deadline."""
    event = organising.lock(call.event)
    call = Call.objects.select_related("event__series").get(pk=call.pk)
    is_wanted = event.sends_notices and event.takes_place and call.is_open and is_near(call)
    if is_wanted and _note(Notice.Kind.CALL_CLOSES, event, call.closes_at):
        mail.call_closes(call, drafts(call), members_without(call))


def note_published(event):
    """Note that whoever reads of the event can register already: nobody needs to hear it again."""
    if event.takes_registrations and not opens_later(event):
        _note(Notice.Kind.REGISTRATION_OPEN, event, None)


def opens_later(event):
    """Tell whether registration is to open at a time that is still to come."""
    return bool(event.registration_opens_at and event.registration_opens_at > timezone.now())


def will_tell_of_registration(event):
    """Tell whether subscribers are told when registration opens, should it open later than now."""
    notices = Notice.objects.filter(kind=Notice.Kind.REGISTRATION_OPEN, event=event)
    wanted = event.sends_notices and event.takes_registrations and not event.is_cancelled
    return wanted and not notices.exists()


def is_near(call):
    """Tell whether the deadline is near: three days, for a short call half of its time."""
    return timezone.now() >= near_at(call)


def near_at(call):
    """Return when people are told that the call closes soon."""
    return call.closes_at - min(SOON, (call.closes_at - call.opens_at) / 2)


def drafts(call):
    """Return the drafts of a call whose authors can still be reached."""
    drafts = call.submissions.filter(state=State.DRAFT, submitter__is_active=True)
    return drafts.select_related("submitter").order_by("pk")


def members_without(call):
    """Return, by topic, the members who hear of events like this one and have proposed nothing."""
    busy = set(
        Submission.objects.filter(call=call)
        .exclude(submitter=None)
        .values_list("submitter", flat=True)
    )
    members = announcing.members()
    return {
        topic: [one for one in readers if one.user_id in members and one.user_id not in busy]
        for topic, readers in announcing.audiences(call.event).items()
    }


def _opened():
    now = timezone.now()
    told = Notice.objects.filter(kind=Notice.Kind.REGISTRATION_OPEN)
    return Event.objects.filter(
        state=Event.State.PUBLISHED,
        sends_notices=True,
        takes_registrations=True,
        registration_opens_at__lte=now,
        registration_opens_at__gt=now - FRESH,
    ).exclude(pk__in=told.values("event"))


def _has_opened(event):
    opens_at, now = event.registration_opens_at, timezone.now()
    is_open = event.sends_notices and event.registration_is_open
    return is_open and opens_at and now - FRESH < opens_at <= now


def _closing():
    now = timezone.now()
    near = Q(closes_at__gt=now, closes_at__lte=now + SOON, opens_at__lte=now)
    published = Event.objects.filter(state=Event.State.PUBLISHED, sends_notices=True)
    return Call.objects.filter(near, event__in=published)


def _note(kind, event, moment):
    """Write down that people are told now; tell whether they were not before."""
    _notice, is_new = Notice.objects.get_or_create(kind=kind, event=event, moment=moment)
    return is_new
