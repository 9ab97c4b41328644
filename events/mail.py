"""The letters about an event, to those who speak there."""

from django.conf import settings
from django.utils.translation import override

from events import speakers, when
from events.changes import changes
from portal.common.text import plain
from portal.mail import letters, outbox

CHANGED, CALLED_OFF = "event-changed", "event-called-off"


def tell_speakers_of_change(event, before):
    """Tell who speaks at the event what has changed; who was told already is not told again."""
    to = speakers.recipients(event)
    if to:
        outbox.queue(changed(event, before, to=to, language=settings.LANGUAGE_CODE))


def tell_speakers_of_calling_off(event):
    """Tell who speaks at the event that it will not take place."""
    to = speakers.recipients(event)
    if to:
        outbox.queue(called_off(event, to=to, language=settings.LANGUAGE_CODE))


def called_off(event, *, language, **fields):
    """Return the letter that says that the event will not take place; nobody gets two."""
    return letters.from_template(
        "events/mail/called-off.txt",
        _facts(event),
        language=language,
        kind=CALLED_OFF,
        about=f"event:{event.pk}",
        version="1",
        **fields,
    )


def changed(event, before, *, language, extra=None, **fields):
    """Return the letter that says what has changed from what.

    All such letters about one change have the same key, so nobody gets two: not even who speaks
    and has a place.
    """
    with override(language):
        told = changes(before, event)
    return letters.from_template(
        "events/mail/changed.txt",
        _facts(event) | {"changes": told} | (extra or {}),
        language=language,
        kind=CHANGED,
        about=f"event:{event.pk}",
        version=event.changed_at.isoformat(),
        expires_at=event.over_at,
        **fields,
    )


def key_of_change(event, changed_at):
    """Return the key of the letters that tell of the change made at that moment."""
    return outbox.key(CHANGED, f"event:{event.pk}", changed_at.isoformat())


def _facts(event):
    # The time is told while the letter is written, in its language.
    return {"event": event, "title": plain(event.title), "when": lambda: when.full(event)}
