"""Two speakers of a series exchange their dates: one asks, the other agrees, and everybody is told."""

from django.db import transaction

from events.models import Event, Speaker, Talk
from events.planning import moving
from events.slots import mail
from events.slots.models import Swap


class Overtaken(Exception):
    """One of the talks is not as it was any more: moved, called off or over; or the swap is answered."""


def partners(talk):
    """Return the talks of the series with which this one can exchange its date, the next first."""
    if not _can_swap(talk):
        return []
    talks = Talk.objects.filter(event__series=talk.event.series_id, is_cancelled=False)
    of_members = Speaker.objects.exclude(person__user=None).values("talk")
    talks = talks.exclude(pk=talk.pk).filter(pk__in=of_members).still_to_come()
    talks = talks.select_related("event__series").with_speakers()
    return [one for one in talks if _can_swap(one)]


@transaction.atomic
def ask(talk, other):
    """Ask the speaker of the other talk to exchange dates, once; return what was asked."""
    swap, is_new = Swap.objects.get_or_create(talk=talk, other=other)
    if is_new:
        mail.swap_asked(swap)
    return swap


@transaction.atomic
def accept(swap):
    """Exchange the dates; whoever has a part in one of the sessions is told. Raise Overtaken if too late."""
    swap = _locked(swap)
    if not (_can_swap(swap.talk) and _can_swap(swap.other)):
        raise Overtaken
    moving.exchange(swap.talk.event, swap.other.event)
    both = [swap.talk_id, swap.other_id]
    mail.swap_accepted(swap)
    # What else was asked about these talks was asked for other dates.
    Swap.objects.filter(talk__in=both).delete()
    Swap.objects.filter(other__in=both).delete()


@transaction.atomic
def decline(swap):
    """Leave the dates as they are, and tell who asked."""
    swap = _locked(swap)
    mail.swap_declined(swap)
    swap.delete()


@transaction.atomic
def withdraw(swap):
    """Ask no more."""
    _locked(swap).delete()


def _locked(swap):
    """Return the stored swap with the sessions of both talks taken; raise Overtaken if it is answered."""
    events = Event.objects.filter(pk__in=[swap.talk.event_id, swap.other.event_id]).order_by("pk")
    list(events.select_for_update(no_key=True))
    stored = Swap.objects.for_page().filter(pk=swap.pk).first()
    if stored is None:
        raise Overtaken
    return stored


def _can_swap(talk):
    return moving.is_movable(talk) and moving.moves_whole_event(talk)
