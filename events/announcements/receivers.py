"""What announcements do when an organiser publishes an event or calls it off."""

from django.db import transaction
from django.dispatch import receiver

from events import announcing, signals
from events.announcements import foreseeing, noticing, sending
from events.announcements.models import Announcement, Choice


@receiver(signals.published)
def announce(event, by, announce, **kwargs):
    """Tell subscribers at once, in the words that are proposed, if that was asked for.

    Else members hear of a call for talks alone, if one is open.
    """
    noticing.note_published(event)
    if announce:
        _announce(event, by)
    # The words that are proposed name a call that is open.
    noticing.tell_or_note_call(event, announced=announce)


@receiver(signals.foreseen)
def foresee(event, call, **kwargs):
    """Say which notices are to come of it."""
    return foreseeing.foresee(event, call)


@receiver(signals.call_foreseen)
def foresee_in_series(series, call, **kwargs):
    """Say which notices are to come of a call of the series."""
    return foreseeing.foresee_in_series(series, call)


@receiver(signals.called_off)
def stop_what_is_scheduled(event, **kwargs):
    """Send nothing more by itself about an event that will not take place."""
    sending.stop_all(event)


@transaction.atomic
def _announce(event, by):
    proposal = announcing.proposal(event)
    announcement = Announcement(
        event=event,
        subject=proposal.subject[:200],
        text=proposal.text,
        audience=[Choice.SUBSCRIBERS],
    )
    sending.save(announcement, by=by)
    try:
        sending.send(announcement, by=by, revision=announcement.revision)
    except sending.NobodyToTell:
        announcement.delete()
