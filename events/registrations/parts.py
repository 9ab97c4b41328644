"""Parts of a meeting: who has a place at the event gets the parts wished for while there are places.

All of it happens while the event's row is taken, as the line of the event does. A free place at a part is
given at once, first come first served by the time of wishing; who does not want it any more gives it back.
"""

from django.db import transaction
from django.db.models import Max

from events import organising
from events.registrations import mail
from events.registrations.models import PartPlace
from portal.common.moves import ForbiddenMove


@transaction.atomic
def save(part):
    """Store a part as an organiser wrote it, and give the places that were added to who waits."""
    event = organising.lock(part.event)
    part.save()
    give(event)


@transaction.atomic
def remove(part):
    """Take a part away; raise ForbiddenMove where somebody has a place at it or wishes for one."""
    organising.lock(part.event)
    if part.places.exists():
        raise ForbiddenMove(str(part))
    part.delete()


def wish(registration, parts):
    """Note which parts somebody wishes for, and no others; what they have of these stays theirs."""
    registration.part_places.exclude(part__in=parts).delete()
    known = set(registration.part_places.values_list("part", flat=True))
    PartPlace.objects.bulk_create(
        PartPlace(registration=registration, part=part) for part in parts if part.pk not in known
    )


def follow(registration):
    """Do what follows for the parts after a registration of the locked event has changed."""
    if not registration.event.parts.exists():
        return
    if registration.is_cancelled:
        registration.part_places.all().delete()
    elif registration.is_in_line:
        _number(registration)
    give(registration.event, told=registration)


def give(event, *, told=None):
    """Give the free places at the parts of a locked event to who waits; tell all but `told` by mail."""
    if not event.takes_place:
        return
    for part in event.parts.all():
        waiting = part.places.waiting_in_line().select_related("registration")
        for place in waiting if part.capacity is None else waiting[: part.places_left]:
            place.state = PartPlace.State.TAKEN
            place.save(update_fields=["state"])
            if place.registration != told:
                place.registration.event = event
                mail.part_place(place.registration, part, place.number)


def _number(registration):
    """Put what is newly wished for at the end of the line of its part."""
    for place in registration.part_places.filter(number=None):
        last = PartPlace.objects.filter(part=place.part_id).aggregate(last=Max("number"))["last"]
        place.number = (last or 0) + 1
        place.save(update_fields=["number"])
