"""What organisers are told of open dates."""

from django.conf import settings

from events import speakers, when
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.text import plain
from portal.mail import letters, outbox


def tell_organisers(talk, person, what):
    """Tell every organiser that somebody took an open date, or gave it back."""
    organisers = User.objects.filter(is_active=True, groups__name=Role.ORGANISER)
    to = [letters.Recipient(one.email, one.name, one.pk) for one in organisers.order_by("pk")]
    if not to:
        return
    context = {
        "talk": talk,
        "title": plain(talk.title),
        "event": talk.event,
        "name": person.name,
        "when": lambda: when.full(talk.event),
    }
    outbox.queue(
        letters.from_template(
            f"events/slots/mail/{what}.txt",
            context,
            language=settings.LANGUAGE_CODE,
            kind=f"slot-{what}",
            about=f"talk:{talk.pk}",
            version="1",
            to=to,
        )
    )


def swap_asked(swap):
    """Ask who speaks at the other date whether they exchange it."""
    _tell(swap, "swap-asked", speakers.of_talk(swap.other))


def swap_accepted(swap):
    """Tell who asked that the dates are exchanged."""
    _tell(swap, "swap-accepted", speakers.of_talk(swap.talk))


def swap_declined(swap):
    """Tell who asked that the other one keeps the date."""
    _tell(swap, "swap-declined", speakers.of_talk(swap.talk))


def _tell(swap, kind, to):
    if not to:
        return
    context = {
        "swap": swap,
        "title": plain(swap.talk.title),
        "other_title": plain(swap.other.title),
        "name": swap.talk.speaker_line,
        "other_name": swap.other.speaker_line,
        "when": lambda: when.of_talk(swap.talk),
        "other_when": lambda: when.of_talk(swap.other),
    }
    outbox.queue(
        letters.from_template(
            f"events/slots/mail/{kind}.txt",
            context,
            language=settings.LANGUAGE_CODE,
            kind=kind,
            about=f"swap:{swap.pk}",
            version="1",
            to=to,
            expires_at=swap.other.event.over_at,
        )
    )
