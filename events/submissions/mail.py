from django.conf import settings
from django.urls import reverse

from portal.common.text import plain
from portal.mail import letters


def decision(submission, move):
    """The letter that tells the author what was decided."""
    return letters.from_template(
        "events/submissions/mail/decision.txt",
        _facts(submission) | {"state": move.to_state},
        kind="submission-decision",
        about=f"submission:{submission.pk}",
        version=str(move.pk),
        to=_author(submission),
        created_by_id=move.moved_by_id,
    )


def slot(submission, *, created_by):
    """The letter that tells the author when and where the talk is given."""
    talk = submission.talk
    return letters.from_template(
        "events/submissions/mail/slot.txt",
        _facts(submission) | {"talk": talk, "talk_url": _absolute(talk.get_absolute_url())},
        kind="submission-slot",
        about=f"submission:{submission.pk}",
        version=f"{talk.pk}.{talk.sequence}",
        to=_author(submission),
        created_by_id=created_by.pk,
    )


def _facts(submission):
    event = submission.call.event
    return {
        "submission": submission,
        "title": plain(submission.title),
        "event": event,
        "event_title": plain(event.title),
        "event_url": _absolute(reverse("events:event", args=[event.slug])),
        "submission_url": _absolute(submission.get_absolute_url()),
    }


def _author(submission):
    user = submission.submitter
    return [letters.Recipient(user.email, str(user), user.pk)] if user else []


def _absolute(path):
    return settings.SITE_URL + path
