"""The letter about slides that are there."""

from django.utils import timezone

from portal.common.text import plain
from portal.mail import letters, outbox


def slides_available(event, talks, registrations):
    """Tell these people, who hold or held a place, of which talks there are slides now."""
    facts = {
        "event": event,
        "title": plain(event.title),
        "talks": [{"title": plain(talk.title), "href": talk.get_absolute_url()} for talk in talks],
    }
    outbox.queue_all(
        letters.from_template(
            "events/slides/mail/slides-available.txt",
            facts | {"registration": one},
            language=one.language,
            kind="registration-slides",
            about=f"registration:{one.pk}",
            version=timezone.localdate().isoformat(),
            to=[letters.Recipient(one.email, one.name, one.user_id)],
        )
        for one in registrations
    )
