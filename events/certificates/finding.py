"""What somebody can have certificates of: what is over, and where they were or spoke."""

from django.db.models import Q
from django.utils import timezone

from events.models import Event, Speaker, Talk
from events.registrations.models import Registration, State


def _over(path="event__"):
    now = timezone.now()
    return Q(**{f"{path}state": Event.State.PUBLISHED}) & (
        Q(**{f"{path}ends_at__lte": now})
        | Q(**{f"{path}ends_at": None, f"{path}last_day__lt": timezone.localdate(now)})
    )


def attended():
    """Registrations of people who were checked in at an event that is over."""
    attended = Registration.objects.of_somebody().filter(_over(), state=State.ATTENDED)
    return attended.select_related("event").prefetch_related("event__sessions")


def attended_by(user):
    """What this person attended, the latest first."""
    mine = attended() & Registration.objects.of(user)
    return mine.order_by("-event__day", "-event__starts_at", "-pk")


def given_by(user):
    """The talks this person gave, the latest first."""
    given = Talk.objects.given_by(user).filter(_over()).select_related("event")
    return given.with_speakers().latest_first()


def speakers_at(event):
    """Who gave talks at an event that is over, talk by talk."""
    given = Speaker.objects.filter(_over("talk__event__"), talk__event=event)
    given = given.filter(talk__is_cancelled=False).select_related("talk__event", "person")
    return given.order_by("talk__starts_at", "talk", "position", "pk")
