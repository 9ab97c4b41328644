"""What the portal says by itself when a moment has come: registration or a call opens, a call closes soon."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from events import announcing, organising
from events.announcements import hosts, mail
from events.announcements.models import Notice
from events.models import Event
from events.submissions.models import Call, State, Submission

SOON = datetime.timedelta(days=3)
# What opened longer ago is no news any more: it was loaded from elsewhere, or nobody could send.
FRESH = datetime.timedelta(days=1)
# In these phases people hear of a call, or will.
TELLING = (Call.Phase.LATER, Call.Phase.OPEN, Call.Phase.CALLED_OFF)


def notice_all():
    """Tell of whatever has come by now; run twice, or by two at once, it tells nobody twice."""
    for event in _opened().order_by("registration_opens_at", "pk"):
        tell_of_registration(event)
    for call in _opened_calls().with_host().order_by("opens_at", "pk"):
        tell_of_call(call)
    for call in _closing().with_host().order_by("closes_at", "pk"):
        if is_near(call):
            tell_of_deadline(call)


@transaction.atomic
def tell_of_registration(event):
    """Tell subscribers once that one can register, if that was not so when the event was published."""
    event = organising.lock(event)
    if not has_opened(event) or not _note(Notice.Kind.REGISTRATION_OPEN, event, None):
        return
    mail.registration_open(event, announcing.audiences(event))


@transaction.atomic
def tell_of_call(call):
    """Tell members who asked for news of events that talks can be proposed, once per opening."""
    call = _lock(call)
    if is_fresh(call.opens_at):
        _tell_of_call(call)


@transaction.atomic
def tell_of_deadline(call):
    """Remind who has a draft, and members who asked for news of events, once per deadline."""
    call = _lock(call)
    is_wanted = hosts.tells_now(call.host) and call.is_open and is_near(call)
    if is_wanted and _note(Notice.Kind.CALL_CLOSES, call.host, call.closes_at):
        mail.call_closes(call, drafts(call), members_without(call))


def note_published(event):
    """Note that whoever reads of the event can register already: nobody needs to hear it again."""
    if event.takes_registrations and not opens_later(event):
        _note(Notice.Kind.REGISTRATION_OPEN, event, None)


def tell_or_note_call(event, *, announced):
    """Tell of a call that is open when its event is published, unless the announcement did so."""
    call = Call.objects.filter(event=event).select_related("event__series").first()
    if call is None:
        return
    if not announced:
        _tell_of_call(call)
    elif call.is_open:
        _note(Notice.Kind.CALL_OPEN, event, call.opens_at)


def opens_later(event):
    """Tell whether registration is to open at a time that is still to come."""
    return bool(event.registration_opens_at and event.registration_opens_at > timezone.now())


def has_opened(event):
    """Tell whether registration has opened so lately that it is news."""
    opens_at = event.registration_opens_at
    return (
        event.tells_by_itself
        and event.registration_is_open
        and bool(opens_at and is_fresh(opens_at))
    )


def is_fresh(moment):
    """Tell whether what came at that moment is news."""
    now = timezone.now()
    return now - FRESH < moment <= now


def will_tell_of_registration(event):
    """Tell whether subscribers are told when registration opens, should it open later than now."""
    notices = Notice.objects.filter(kind=Notice.Kind.REGISTRATION_OPEN, event=event)
    wanted = event.tells_by_itself and event.takes_registrations and not event.is_cancelled
    return wanted and not notices.exists()


def is_near(call):
    """Tell whether the deadline is near: three days, for a short call half of its time."""
    return timezone.now() >= near_at(call)


def near_at(call):
    """Return when people are told that the call closes soon."""
    return call.closes_at - min(SOON, (call.closes_at - call.opens_at) / 2)


def drafts(call):
    """Return the drafts of a call whose authors can still be reached."""
    drafts = call.submissions.proposed().filter(state=State.DRAFT, submitter__is_active=True)
    return drafts.select_related("submitter").order_by("pk")


def subscribed_members(host, *, without=frozenset()):
    """Return, by topic, the members who hear of events like this one, or of this series, but for some accounts."""
    wanted = announcing.members() - without
    return {
        topic: [one for one in readers if one.user_id in wanted]
        for topic, readers in hosts.audiences(host).items()
    }


def number_in(audiences):
    """Return how many people there are in an audience that is given by topic."""
    return sum(len(readers) for readers in audiences.values())


def members_without(call):
    """Return, by topic, the members who hear of events like this one and have proposed nothing."""
    proposed = Submission.objects.none()
    if call.pk:
        proposed = call.submissions.proposed().exclude(submitter=None)
    busy = set(proposed.values_list("submitter", flat=True))
    return subscribed_members(call.host, without=busy)


def will_tell_of_call(host, call):
    """Tell whether members are told of the call when it opens, or of an open one on publishing."""
    return hosts.may_tell(host) and call.phase in TELLING and not _was_told(call)


def was_reminded(call):
    """Tell whether people were told that this deadline is near."""
    notices = Notice.objects.filter(kind=Notice.Kind.CALL_CLOSES, **hosts.key(call.host))
    return notices.filter(moment=call.closes_at).exists()


def opening_is_news(host, call):
    """Tell whether the call has still to open, or has opened just now or with nobody seeing it."""
    if call is None:
        return True
    unseen = hosts.is_unseen(host) or call.opens_at > timezone.now() or is_fresh(call.opens_at)
    return unseen and will_tell_of_call(host, call)


def _lock(call):
    """Return the stored call with its host, which nobody else can change meanwhile."""
    hosts.lock(call.host)
    return Call.objects.with_host().get(pk=call.pk)


def _tell_of_call(call):
    wanted = hosts.tells_now(call.host) and call.is_open
    if wanted and not _was_told(call) and _note(Notice.Kind.CALL_OPEN, call.host, call.opens_at):
        mail.call_open(call, subscribed_members(call.host))


def _was_told(call):
    """Tell whether people know of this opening; one put right a little is no other one."""
    notices = Notice.objects.filter(kind=Notice.Kind.CALL_OPEN, **hosts.key(call.host))
    return notices.filter(noted_at__gte=call.opens_at).exists()


def _opened_calls():
    now = timezone.now()
    fresh = Q(opens_at__lte=now, opens_at__gt=now - FRESH, closes_at__gt=now)
    told = Notice.objects.filter(
        Q(event=OuterRef("event")) | Q(series=OuterRef("series")),
        kind=Notice.Kind.CALL_OPEN,
        noted_at__gte=OuterRef("opens_at"),
    )
    return Call.objects.filter(fresh, _telling()).exclude(Exists(told))


def _telling():
    """Calls of which the portal tells by itself."""
    return Q(event__in=Event.objects.telling()) | Q(series__sends_notices=True)


def _opened():
    now = timezone.now()
    told = Notice.objects.filter(kind=Notice.Kind.REGISTRATION_OPEN)
    return (
        Event.objects.telling()
        .filter(
            takes_registrations=True,
            registration_opens_at__lte=now,
            registration_opens_at__gt=now - FRESH,
        )
        .exclude(pk__in=told.values("event"))
    )


def _closing():
    now = timezone.now()
    near = Q(closes_at__gt=now, closes_at__lte=now + SOON, opens_at__lte=now)
    return Call.objects.filter(near, _telling())


def _note(kind, host, moment):
    """Write down that people are told now; tell whether they were not before."""
    named = hosts.key(host)
    _notice, is_new = Notice.objects.get_or_create(kind=kind, moment=moment, **named)
    return is_new
