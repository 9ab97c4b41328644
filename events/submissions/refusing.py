"""Why something cannot be done with a submission, in words."""

from django.utils.translation import gettext as _

from events.submissions import wording
from events.submissions.models import Call, State

WRITE, WITHDRAW, CONFIRM, TAKE_UP = "write", "withdraw", "confirm", "take-up"
DECIDE, AMEND = "decide", "amend"
# Where the state alone would permit it, the call has ended it.
OF_CALL = {WRITE: {State.DRAFT, State.SUBMITTED}, TAKE_UP: {State.WITHDRAWN}}


def why_not(action, submission):
    """Return the reason, from the state the submission is in and from its call."""
    if action == WRITE and submission.is_invited and not submission.is_in_time:
        ended = wording.moment(submission.writable_until, submission.call.zone)
        return _("It could be written until %(on)s.") % {"on": ended}
    if submission.state in OF_CALL.get(action, ()):
        return _of_call(submission.call)
    return _of_state(submission)


def _of_state(submission):
    move = submission.moves.filter(to_state=submission.state).order_by("-moved_at", "-pk").first()
    if move is None:
        return {
            State.DRAFT: _("It is a draft: it has not been submitted yet."),
            State.SUBMITTED: _("It is submitted, and nothing is decided yet."),
        }.get(State(submission.state), _("It was decided already."))
    on = wording.moment(move.moved_at, submission.call.zone)
    is_own = move.moved_by_id is not None and move.moved_by_id == submission.submitter_id
    said = {
        State.DRAFT: _("It was made a draft again on %(on)s, and is not submitted."),
        State.SUBMITTED: _("It was submitted on %(on)s, and nothing is decided yet."),
        State.ACCEPTED: _("It was accepted on %(on)s."),
        State.WAITLISTED: _("It was put on the waiting list on %(on)s."),
        State.REJECTED: _("It was decided on %(on)s that it is not accepted."),
        State.CONFIRMED: _("It was confirmed on %(on)s."),
        State.WITHDRAWN: _("Its author withdrew it on %(on)s.")
        if is_own
        else _("It was withdrawn on %(on)s."),
    }
    return said[State(submission.state)] % {"on": on}


def _of_call(call):
    phase = call.phase
    if phase == Call.Phase.CALLED_OFF:
        return _("The event is cancelled.")
    if phase == Call.Phase.BY_INVITATION:
        return _("The time for it is over.")
    if phase == Call.Phase.LATER:
        opens = wording.moment(call.opens_at, call.zone)
        return _("The call opens on %(on)s.") % {"on": opens}
    if phase == Call.Phase.CLOSED:
        closed = wording.moment(call.closes_at, call.zone)
        return _("The call closed on %(on)s.") % {"on": closed}
    return _("It was changed meanwhile: look at it again.")
