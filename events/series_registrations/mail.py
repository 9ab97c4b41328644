"""The letters about a registration for a series; each is queued in the transaction of what it tells."""

from django.utils import timezone

from events.series_registrations import sessions
from portal.mail import letters, outbox

TEMPLATES = "events/series_registrations/mail"


def please_confirm(who):
    """Ask whether the address is right; whoever asks again within the hour finds this letter."""
    # No name, in the letter or its header: it may be typed by a stranger to this address.
    _queue(who, "confirm", name="", version=_hour(who))


def already_registered(who):
    """Send the link to a registration that exists, to its own address and no other."""
    _queue(who, "already", name=who.name, version=_hour(who))


def registered(who):
    """Tell of all sessions in one letter: a place or the waiting list in each."""
    _queue(who, "registered", name=who.name, version=str(who.times), places=sessions.places(who))


def left(who):
    """Confirm that all places in sessions to come were given back."""
    _queue(who, "left", name=who.name, version=str(who.times))


def _queue(who, kind, *, name, version, **context):
    letter = letters.from_template(
        f"{TEMPLATES}/{kind}.txt",
        {"who": who, "series": who.series, **context},
        language=who.language,
        kind=f"series-registration-{kind}",
        about=f"series-registration:{who.pk}",
        version=version,
        to=[letters.Recipient(who.email, name, who.user_id)],
        # Every other letter holds the link by which a registration is confirmed and cancelled.
        confidential=kind != "left",
        urgent=True,
    )
    outbox.queue(letter)


def _hour(who):
    """Name the hour and how often they have registered: who left since is written to again."""
    return f"{timezone.now():%Y-%m-%dT%H}.{who.times}"
