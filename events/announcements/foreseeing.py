"""Which notices are still to go out, and when: so that nobody brings one about unawares."""

from django.utils import timezone

from events import announcing
from events.announcements import hosts, noticing
from events.announcements.models import Notice
from events.consequences import Coming
from events.submissions.models import Call


def foresee(event, call=None):
    """Return the notices to come about an event, with its stored call or with this one; none to nobody."""
    if not event.takes_place or not event.tells_by_itself:
        return []
    if call is None:
        call = Call.objects.filter(event=event).first()
    if call is not None:
        call.event = event
    found = [*_registration_opens(event), *(_of_call(call) if call else ())]
    return [coming for coming in found if coming.people]


def foresee_in_series(series, call=None):
    """Return the notices to come about the call of a series: about the stored one or this; none to nobody."""
    if not hosts.tells_now(series):
        return []
    call = call or Call.objects.filter(series=series).first()
    if call is None:
        return []
    call.series = series
    return [coming for coming in _of_call(call) if coming.people]


def _of_call(call):
    yield from _call_opens(call)
    yield from _call_closes(call)


def _registration_opens(event):
    is_news = noticing.opens_later(event) or noticing.has_opened(event)
    if is_news and noticing.will_tell_of_registration(event):
        people = noticing.number_in(announcing.audiences(event))
        yield _coming(Notice.Kind.REGISTRATION_OPEN, event.registration_opens_at, people)


def _call_opens(call):
    will_open = call.opens_at > timezone.now()
    is_open = call.is_open and noticing.is_fresh(call.opens_at)
    if noticing.will_tell_of_call(call.host, call) and (will_open or is_open):
        people = noticing.number_in(noticing.subscribed_members(call.host))
        yield _coming(Notice.Kind.CALL_OPEN, call.opens_at, people)


def _call_closes(call):
    if call.closes_at <= timezone.now() or noticing.was_reminded(call):
        return
    people = noticing.drafts(call).count() if call.pk else 0
    people += noticing.number_in(noticing.members_without(call))
    yield _coming(Notice.Kind.CALL_CLOSES, noticing.near_at(call), people)


def _coming(kind, at, people):
    is_due = at <= timezone.now()
    return Coming(kind.label, None if is_due else at.replace(second=0, microsecond=0), people)
