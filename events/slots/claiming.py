"""Open dates of a seminar: a member takes one for a talk, or gives it back; organisers are told."""

from django.db import transaction

from events import organising, when
from events.models import Event, Speaker, Talk
from events.slots import mail
from events.titles import usual_title


class Taken(Exception):
    """The date is not open any more: somebody was faster, or the organisers have closed it."""


def open_slots(series, user):
    """Return the sessions of the series that this reader may take for a talk, the next first."""
    given = Talk.objects.filter(is_cancelled=False).values("event")
    sessions = series.events.visible_to(user).filter(is_open_slot=True, state=Event.State.PUBLISHED)
    return sessions.upcoming().exclude(pk__in=given)


def claimed_by(user):
    """Return the talks for which this person took an open date that is still to come."""
    return Talk.objects.given_by(user).filter(event__is_open_slot=True).still_to_come()


def given_in(series, user):
    """Return the talks that this person gives at coming sessions of the series."""
    talks = Talk.objects.given_by(user).filter(event__series=series).still_to_come()
    return talks.select_related("event__series")


def lock(event):
    """Return the stored event with its row taken until the transaction ends."""
    return organising.lock(event)


@transaction.atomic
def claim(event, person, *, title, abstract=""):
    """Give the open date to this person for a talk, and return it; raise Taken if it is not open.

    The session is called after the talk; who has registered already is told.
    """
    event = lock(event)
    if not event.is_open_slot or not event.takes_place or _is_given(event):
        raise Taken
    _call(event, title)
    talk = Talk.objects.create(event=event, title=title, abstract=abstract)
    Speaker.objects.create(talk=talk, person=person, name=person.name)
    mail.tell_organisers(talk, person, "claimed")
    return talk


@transaction.atomic
def give_back(talk, person):
    """Take the talk away, so that the date is open again; raise Taken if that is not to be done now."""
    event = lock(talk.event)
    talk = Talk.objects.select_for_update().filter(pk=talk.pk, is_cancelled=False).first()
    if talk is None or not event.is_open_slot or event.is_over:
        raise Taken
    talk.event = event
    mail.tell_organisers(talk, person, "given-back")
    talk.delete()
    local = when.local(event.starts_at, event.series.zone)
    _call(event, usual_title(event.series, local.date()))


def _call(event, title):
    event.title = title
    organising.save(event)


def _is_given(event):
    return event.talks.filter(is_cancelled=False).exists()
