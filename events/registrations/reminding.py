"""Reminding people of the events at which they have a place."""

import datetime

from django.db import transaction
from django.utils import timezone

from events import organising
from events.models import Event
from events.registrations import mail
from events.registrations.models import Reminder

# No reminder is set for longer before (see events.models.reminders).
LONGEST = datetime.timedelta(days=30)


def remind_all():
    """Remind everybody of what is near enough by now; run twice, or by two at once, it tells nobody twice."""
    now = timezone.now()
    soon = Event.objects.filter(
        state=Event.State.PUBLISHED, starts_at__gt=now, starts_at__lte=now + LONGEST
    )
    for event in soon.select_related("series").order_by("starts_at", "pk"):
        if due_reminders(event, now):
            remind(event)


def due_reminders(event, now):
    """Return the reminders of an event whose time has come, in minutes before, the longest first."""
    left = event.starts_at - now
    return [m for m in event.effective_reminders if left <= datetime.timedelta(minutes=m)]


@transaction.atomic
def remind(event):
    """Queue the reminder that is due, if it has not been sent for the time at which the event begins now.

    Where several are due, because the event was set up late or nobody could send, only the last
    one is sent.
    """
    event = organising.lock(event)
    due = due_reminders(event, timezone.now()) if event.takes_place else []
    if not due:
        return
    noted = [Reminder(event=event, minutes=m, starts_at=event.starts_at) for m in due]
    known = set(
        event.sent_reminders.filter(starts_at=event.starts_at).values_list("minutes", flat=True)
    )
    Reminder.objects.bulk_create([one for one in noted if one.minutes not in known])
    if min(due) not in known:
        mail.reminders(event, event.registrations.taking_part(), minutes=min(due))
