"""Which talks have no slides yet, and whose slides somebody looks after."""

import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.models import Event, Talk
from events.slides.models import Slides, Version
from portal.accounts.roles import Role

LATELY = datetime.timedelta(days=30)


def in_hand_of(user):
    """Return the talks whose slides this person looks after: the own ones, for organisers all."""
    if user.has_role(Role.ORGANISER):
        return Talk.objects.all()
    # An invited speaker who has an account by now need not have a page in the programme.
    invited = Q(submission__submitter=user, submission__writable_until__isnull=False)
    own = Q(pk__in=Talk.objects.given_by(user).values("pk")) | invited
    return Talk.objects.filter(own, is_cancelled=False).visible_to(user)


def talks_without_slides(user):
    """Return the talks this person gave lately that have no slides, unless none will come."""
    now = timezone.now()
    settled = Slides.objects.filter(
        Q(none_will_come=True) | Q(pk__in=Version.objects.filter(ended_at=None).values("slides"))
    )
    given = Talk.objects.given_by(user).filter(event__state=Event.State.PUBLISHED)
    given = given.annotate(ends=Coalesce("ends_at", "event__ends_at")).filter(
        Q(ends__lte=now, ends__gt=now - LATELY)
        | Q(
            ends=None,
            event__last_day__lt=timezone.localdate(now),
            event__last_day__gte=timezone.localdate(now - LATELY),
        )
    )
    return given.exclude(pk__in=settled.values("talk")).select_related("event").order_by("pk")
