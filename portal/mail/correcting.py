"""What people at the desk may still do about a message."""

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from portal.mail import obstacles
from portal.mail.bell import bell
from portal.mail.models import WAITING, State, Suppression
from portal.mail.models.suppression import Reason


@transaction.atomic
def send_again(message):
    """Queue the deliveries of a message that failed or came back anew; return how many.

    Whoever asks for that knows better: what the mail server said of these addresses is forgotten.
    """
    if message.is_forgotten:
        return 0
    failed = message.deliveries.filter(state__in=(State.FAILED, State.BOUNCED))
    addresses = failed.annotate(normal=Lower("email")).values("normal")
    Suppression.objects.filter(email__in=addresses, reason=Reason.BOUNCE).delete()
    return _queue(failed)


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
    queued = deliveries.update(
        state=State.QUEUED, reason="", attempts=0, queued_at=now, due_at=now, sent_at=None
    )
    transaction.on_commit(bell.ring)
    return queued
