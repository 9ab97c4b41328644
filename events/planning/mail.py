"""The letters about a talk that moves by itself, without its event."""

from django.conf import settings

from events import speakers, when
from portal.common.text import plain
from portal.mail import letters, outbox


def tell_of_moved_talk(talk, *, was):
    """Tell who speaks from when to when the talk has moved."""
    to = speakers.of_talk(talk)
    if not to:
        return
    context = {
        "talk": talk,
        "title": plain(talk.title),
        "when": lambda: when.of_talk(talk),
        "was": was,
    }
    outbox.queue(
        letters.from_template(
            "events/planning/mail/talk-moved.txt",
            context,
            language=settings.LANGUAGE_CODE,
            kind="talk-moved",
            about=f"talk:{talk.pk}",
            version=f"{talk.sequence}",
            to=to,
            expires_at=talk.event.over_at,
        )
    )
