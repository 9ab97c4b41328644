"""When and where an accepted talk is given."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from events import organising
from events.models import Session
from events.submissions import mail
from events.submissions.models import Submission
from portal.common.moves import ForbiddenMove
from portal.mail import outbox


class RoomTaken(Exception):
    """Another talk is given in that room at that time."""

    def __init__(self, talk):
        super().__init__(str(talk))
        self.talk = talk


@dataclass(frozen=True)
class Slot:
    """A place in the programme; any part of it may still be open."""

    session: Session | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""

    @property
    def whereabouts(self):
        return self.room or (self.session.room if self.session else "")


@transaction.atomic
def give_slot(submission, slot, *, by):
    """Place an accepted talk in its event's programme and tell its author of any other time or room."""
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if not submission.stands_in_programme:
        raise ForbiddenMove(submission.state)
    talk = submission.talk
    # One slot after the other: two organisers cannot both find the same room free.
    organising.lock(talk.event)
    if other := _talk_in_the_way(talk, slot):
        raise RoomTaken(other)

    known, had_a_time = talk.sequence, talk.starts_at is not None
    talk.session, talk.room = slot.session, slot.whereabouts
    talk.starts_at, talk.ends_at = slot.starts_at, slot.ends_at
    talk.save(update_fields=["session", "room", "starts_at", "ends_at", "changed_at"])
    moved = talk.sequence != known and (had_a_time or talk.starts_at)
    if moved and submission.submitter:
        outbox.queue(mail.slot(submission, created_by=by))


def _talk_in_the_way(talk, slot):
    if slot.starts_at is None:
        return None
    at_that_time = Q(ends_at__gt=slot.starts_at) | Q(ends_at=None, starts_at__gte=slot.starts_at)
    talks = talk.event.talks.filter(at_that_time, starts_at__lt=slot.ends_at, is_cancelled=False)
    others = talks.exclude(pk=talk.pk).select_related("session")
    return next((other for other in others if _same(_room_of(other), slot.whereabouts)), None)


def _room_of(talk):
    return talk.room or (talk.session.room if talk.session else "")


def _same(room, other):
    # "hall a" is "Hall A"; where no room is named all talks are in the one of the event.
    return room.casefold().split() == other.casefold().split()
