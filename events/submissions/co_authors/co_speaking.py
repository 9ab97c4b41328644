"""Who is to speak beside the author is asked, and answers."""

import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from events.submissions import mail
from events.submissions.co_authors import authors
from events.submissions.models import ASKING, MOST_LETTERS, CoAuthor, Submission
from portal.accounts.models import User
from portal.common.moves import ForbiddenMove
from portal.mail import outbox
from portal.mail.models import Message

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def ask(submission):
    """Ask those who are to speak too by a letter each; return how many must wait until tomorrow.

    Nobody is asked about a draft, twice at one address, or by an author who has written to too many today.
    """
    if submission.state not in ASKING or not submission.reached_at:
        return 0
    waiting = [one for one in _to_ask(submission) if one.address]
    if not waiting:
        return 0
    left = _letters_left(submission)
    for co_author in waiting[:left]:
        co_author.asked_at = timezone.now()
        co_author.save(update_fields=["asked_at"])
        outbox.queue(mail.co_speaker(co_author))
    return len(waiting[left:])


def _to_ask(submission):
    return submission.co_authors.to_ask().select_related("person__user", "submission__call__event")


def _letters_left(submission):
    lately = Message.objects.filter(kind=mail.CO_SPEAKER, created_at__gt=timezone.now() - A_DAY)
    # Held until the letters are written down: two windows of one author share the day's number.
    if author := submission.submitter:
        User.objects.select_for_update(no_key=True).get(pk=author.pk)
        asked = lately.filter(created_by=author)
    else:
        submission.locked()
        asked = lately.filter(about=mail.about(submission))
    return max(0, MOST_LETTERS - asked.count())


@transaction.atomic
def answer(co_author, *, will):
    """Say that one speaks too, or does not; the talk in the programme follows.

    Raises ForbiddenMove where the author does not ask any more, or there is no talk to speak about.
    """
    submission = Submission.objects.select_for_update().get(pk=co_author.submission_id)
    co_author.refresh_from_db()
    if not co_author.is_asked or submission.state not in ASKING:
        raise ForbiddenMove
    now = timezone.now()
    co_author.is_speaker = will
    co_author.confirmed_at, co_author.declined_at = (now, None) if will else (None, now)
    co_author.person = co_author.person or _person_at(co_author.email)
    co_author.save()
    authors.restate(co_author, submission)


def _person_at(email):
    """Return the person of the programme to whom the address was proved to belong."""
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True) if email else ()
    return next((getattr(one.user, "person", None) for one in proved), None)


def asked_by(key):
    """Return who may answer by this key, with all that the page shows; None where nobody does any more."""
    found = CoAuthor.objects.by_key(key)
    if found:
        found.submission = Submission.objects.for_page().get(pk=found.submission_id)
    return found
