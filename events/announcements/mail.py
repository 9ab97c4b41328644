"""The letters that the portal writes by itself about an event."""

from events import when
from events.submissions import wording
from portal.common.text import plain
from portal.mail import letters, outbox
from portal.mail.letters import Recipient

TEMPLATES = "events/announcements/mail"


def registration_open(event, audiences):
    """Tell these people, given by topic, that one can register."""
    outbox.queue_all(
        letters.from_template(
            f"{TEMPLATES}/registration-open.txt",
            _facts(event),
            kind="registration-open",
            about=f"event:{event.pk}",
            version="1",
            topic=topic,
            to=readers,
            expires_at=event.registration_closes_at or event.over_at,
        )
        for topic, readers in audiences.items()
        if readers
    )


def call_open(call, audiences):
    """Tell these people, given by topic, that talks can be proposed."""
    outbox.queue_all(
        letters.from_template(
            f"{TEMPLATES}/call-open.txt",
            _of_call(call),
            kind="call-open",
            about=_about(call),
            version=call.opens_at.isoformat(),
            topic=topic,
            to=readers,
            expires_at=call.closes_at,
        )
        for topic, readers in audiences.items()
        if readers
    )


def call_closes(call, drafts, audiences):
    """Remind the authors of these drafts of the deadline, and tell these people, given by topic."""
    facts = _of_call(call)
    common = {
        "kind": "call-closes",
        "about": _about(call),
        "version": call.closes_at.isoformat(),
        "expires_at": call.closes_at,
    }
    own = [
        letters.from_template(
            f"{TEMPLATES}/draft-waits.txt",
            facts | {"submission": draft},
            to=[Recipient(draft.submitter.email, draft.submitter.name, draft.submitter.pk)],
            confidential=True,  # nobody else reads a draft, not even its title
            **common | {"about": f"submission:{draft.pk}"},
        )
        for draft in drafts
    ]
    others = [
        letters.from_template(
            f"{TEMPLATES}/call-closes.txt", facts, topic=topic, to=readers, **common
        )
        for topic, readers in audiences.items()
        if readers
    ]
    outbox.queue_all([*own, *others])


def _about(call):
    return f"event:{call.event.pk}" if call.event else f"series:{call.series.pk}"


def _of_call(call):
    # The deadline is asked for while the letter is written, in its language.
    facts = {"call": call, "deadline": lambda: wording.moment(call.closes_at, call.zone)}
    if call.event:
        return _facts(call.event) | facts
    series = call.series
    return facts | {"title": series.title, "when": series.rhythm, "place": series.venue}


def _facts(event):
    return {
        "event": event,
        "title": plain(event.title),
        "when": lambda: when.full(event),
        "place": event.place,
    }
