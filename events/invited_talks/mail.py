"""The letter that opens a talk for an invited speaker."""

from django.conf import settings

from events import when
from events.models import Event
from events.submissions import wording
from portal.common.text import plain
from portal.mail import letters


def invitation(invited, *, by):
    """The letter with the link, and the organiser's own words; it is a key, so nobody else may read it."""
    submission = invited.submission
    host = submission.call.host
    return letters.from_template(
        "events/invited_talks/mail/invitation.txt",
        {
            "name": invited.name,
            "words": invited.words,
            "title": plain(submission.title),
            "event_title": plain(host.title),
            "when": lambda: when.full(host) if isinstance(host, Event) else "",
            "event_url": settings.SITE_URL + host.get_absolute_url() if _is_public(host) else "",
            "talk_url": settings.SITE_URL + submission.ways["submission"],
            "until": lambda: wording.moment(submission.writable_until, host.zone),
            "organiser": by.name if by else "",
        },
        kind="invited-talk",
        about=f"invited-talk:{invited.pk}",
        version=invited.nonce,
        to=[letters.Recipient(submission.contact_email, invited.name)],
        created_by_id=by.pk if by else None,
        reply_to=by.email if by else "",
        confidential=True,
    )


def _is_public(host):
    """Tell whether somebody without an account finds its page."""
    return not isinstance(host, Event) or Event.objects.public().filter(pk=host.pk).exists()
