import hashlib
import re

from django.conf import settings
from django.utils.text import Truncator

from events import when
from portal.common.text import one_line, plain
from portal.mail import letters

CO_SPEAKER = "submission-co-speaker"
TEMPLATES = "events/submissions/mail"


def decision(submission, move, *, letter=""):
    """The letter that tells the author what was decided, in the usual words unless `letter` has others."""
    return letters.from_template(
        f"{TEMPLATES}/decision.txt",
        _facts(submission) | {"state": move.to_state, "letter": letter},
        kind="submission-decision",
        about=about(submission),
        version=str(move.pk),
        **_to_author(submission),
        created_by_id=move.moved_by_id,
    )


def usual_words(decision):
    """Return the words of the letter of a decision, as somebody may change them."""
    facts = _facts(decision.submission) | {"state": decision.state}
    return letters.words(f"{TEMPLATES}/decision-words.txt", facts).strip()


def dated(submission, *, created_by):
    """The letter that tells the author at which session of a series the talk is given."""
    talk, event = submission.talk, submission.talk.event
    return letters.from_template(
        f"{TEMPLATES}/dated.txt",
        _facts(submission)
        | {
            "event": event,
            "when": when.full(event),
            "talk_url": _absolute(talk.get_absolute_url()),
        },
        kind="submission-slot",
        about=about(submission),
        version=f"{talk.pk}.{talk.sequence}",
        **_to_author(submission),
        created_by_id=created_by.pk,
    )


def co_speaker(co_author):
    """The letter that asks somebody whether they speak too; beside names and title nothing in it is the author's."""
    submission, user = co_author.submission, co_author.person and co_author.person.user
    address = co_author.address
    return letters.from_template(
        f"{TEMPLATES}/co-speaker.txt",
        {
            "author": harmless(submission.proposed_by),
            "title": harmless(plain(submission.title)),
            "event_title": plain(submission.call.host.title),
            "answer_url": _absolute(co_author.key_url),
        },
        kind=CO_SPEAKER,
        about=about(submission),
        # One letter per address, whatever is changed in between.
        version=hashlib.sha256(address.lower().encode()).hexdigest()[:16],
        to=[letters.Recipient(address, co_author.name, user.pk if user else None)],
        created_by_id=submission.submitter_id,
        confidential=True,  # the link is a key
    )


def change_answered(proposal):
    """The letter that tells the author what became of a change they proposed."""
    return letters.from_template(
        f"{TEMPLATES}/change-answered.txt",
        _facts(proposal.submission) | {"proposal": proposal},
        kind="submission-change-answered",
        about=about(proposal.submission),
        version=str(proposal.pk),
        **_to_author(proposal.submission),
        created_by_id=proposal.answered_by_id,
    )


def about(submission):
    """Return by which name letters say that they are about this submission."""
    return f"submission:{submission.pk}"


def harmless(text):
    """Return words of somebody that may go to strangers: on one line, without addresses and marks."""
    text = re.sub(r"\S*(//|@|www\.|\w\.[a-z]{2})\S*", "…", one_line(text))
    return Truncator(re.sub(r"[\\`*_<>\[\]#|~]", " ", text)).chars(200)


def _facts(submission):
    host = submission.call.host
    return {
        "submission": submission,
        "title": plain(submission.title),
        "host": host,
        "is_series": submission.call.series_id is not None,
        "event_title": plain(host.title),
        "event_url": _absolute(host.get_absolute_url()),
        "submission_url": _absolute(submission.ways["submission"]),
    }


def author(submission):
    """Return the author as somebody to write to; None where nobody can be reached."""
    if user := submission.submitter:
        return letters.Recipient(user.email, str(user), user.pk)
    if address := submission.contact_email:
        return letters.Recipient(address, submission.speaker_name)
    return None


def _to_author(submission):
    to = author(submission)
    # The address at which an invited speaker goes on is a key.
    return {"to": [to] if to else [], "confidential": submission.is_by_link}


def _absolute(path):
    return settings.SITE_URL + path
