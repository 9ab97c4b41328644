"""What people at the desk may still do about a message."""

from django.db import transaction
from django.utils import timezone

from portal.mail import obstacles
from portal.mail.bell import bell
from portal.mail.models import WAITING, State


@transaction.atomic
def send_again(message):
    """Queue the failed deliveries of a message anew; return how many."""
    return _queue(message.deliveries.filter(state=State.FAILED))


@transaction.atomic
def withhold(message):
    """Stop what has not gone out yet; return how many deliveries still waited.

    One that is being sent right now is stopped too unless the mail server already has it.
    """
    message.withheld_at = timezone.now()
    message.save(update_fields=["withheld_at"])
    waiting = message.deliveries.filter(state__in=WAITING)
    return waiting.update(state=State.WITHHELD, reason=obstacles.WITHHELD)


@transaction.atomic
def release(message):
    """Queue what was withheld at the desk after all; return how many."""
    message.withheld_at = None
    message.save(update_fields=["withheld_at"])
    withheld = message.deliveries.filter(state=State.WITHHELD, reason=obstacles.WITHHELD)
    return _queue(withheld)


def _queue(deliveries):
    now = timezone.now()
    queued = deliveries.update(state=State.QUEUED, reason="", attempts=0, queued_at=now, due_at=now)
    transaction.on_commit(bell.ring)
    return queued
