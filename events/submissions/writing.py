"""What the author of a submission does until it is decided."""

from django.db import transaction

from events import speaking
from events.submissions import answering, placing
from events.submissions.co_authors import authors, co_speaking
from events.submissions.late_codes import admitting
from events.submissions.models import Call, Decision, State, Submission


class NotOpen(Exception):
    """The text cannot be changed: the call is not open, or the talk has been decided."""


class Overtaken(Exception):
    """The text was changed since it was read; `stored` is what it is now."""

    def __init__(self, stored):
        super().__init__(f"revision {stored.revision}")
        self.stored = stored


class ChoiceGone(Exception):
    """The organisers have taken away the type or track that was chosen."""


class TooMany(Exception):
    """Somebody has proposed as many talks as the call takes of one: `most`."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


def blank(call, *, by):
    """Return an unsaved submission with what is known about its author filled in."""
    person = getattr(by, "person", None)
    here = person and person.affiliations.filter(is_former=False).first()
    return Submission(
        call=call,
        submitter=by,
        speaker_name=person.name if person else by.name,
        affiliation=str(here.institution) if here else "",
    )


@transaction.atomic
def write(submission, *, submit=False, co_authors=None, answers=None):
    """Store a new or revised text while the call is open; `submit` a draft along with it.

    An invited talk that is submitted stands in the programme at once, and there says what is written later.

    A revised text must come from the stored `revision`: raises Overtaken for one from before. Raises
    TooMany for one talk more than the call takes of a person. Its `co_authors` and `answers` (values by
    question) stay as they are where these are None.
    """
    # Of two tabs only one may propose the last talk, and no choice goes while somebody takes it.
    submission.call.lock()
    _check_choices(submission)
    _recognise(submission)
    before = None
    if submission.pk is None:
        _begin(submission)
    else:
        before = _revise(submission)
    if co_authors is not None:
        authors.name(submission, co_authors)
    if answers is not None:
        answering.note(submission, answers)
    if submit and submission.state == State.DRAFT:
        submission.move_to(State.SUBMITTED, by=submission.submitter)
        if submission.is_invited:
            placing.welcome(submission)
    elif submission.stands_in_programme:
        placing.retell(submission, before)
    co_speaking.ask(submission)


@transaction.atomic
def keep(draft, *, co_authors=None, answers=None):
    """Store a draft while its author types; raise what `write` does, and NotOpen for what is no draft any more."""
    draft.call.lock()
    _recognise(draft)
    if draft.pk and draft.locked().state != State.DRAFT:
        raise NotOpen
    write(draft, co_authors=co_authors, answers=answers)


def _recognise(new):
    """Take a new text for the one that was begun in the same window, if the answer to that was lost."""
    if new.pk or new.window is None:
        return
    written = new.call.submissions.filter(submitter=new.submitter, window=new.window)
    begun = written.filter(state__in=[State.DRAFT, State.SUBMITTED]).first()
    if begun:
        new.pk, new.created_at, new._state.adding = begun.pk, begun.created_at, False


def _begin(submission):
    late_code = None if submission.call.is_open else _code_of(submission)
    _check_number(submission)
    submission.save()
    if late_code:
        admitting.admit(submission, late_code)


def _code_of(submission):
    """Return the code that lets this new one in after the deadline; raise NotOpen where there is none."""
    late_code = submission.late_code
    if late_code is None or submission.call.phase != Call.Phase.CLOSED:
        raise NotOpen
    try:
        admitting.hold(late_code)
    except admitting.NoSuchCode as error:
        raise NotOpen from error
    return late_code


def _check_number(submission):
    if not submission.is_invited and submission.call.left_for(submission.submitter) == 0:
        raise TooMany(submission.call.max_per_person)


def _check_choices(submission):
    call = submission.call
    for chosen, choices in ((submission.type, call.types), (submission.track, call.tracks)):
        if chosen and not choices.filter(pk=chosen.pk).exists():
            raise ChoiceGone


def _revise(submission):
    """Store the text in place of the one before; return that."""
    stored = submission.locked()
    if not stored.can_be_written:
        raise NotOpen
    # Of the window that wrote last it is known: an answer may have been lost on the way.
    same_window = submission.window is not None and stored.window == submission.window
    if stored.revision != submission.revision and not same_window:
        raise Overtaken(stored)
    submission.state, submission.talk = stored.state, stored.talk
    submission.revision = stored.revision + 1
    submission.save(update_fields=[*Submission.TEXT, "window", "revision", "changed_at"])
    return stored


@transaction.atomic
def introduce(submission, biography):
    """Store the short CV of an accepted talk, which may be written when its text is fixed; raise NotOpen else.

    It is the speaker's; of a talk that waits for a date it goes along when that is given.
    """
    stored = submission.locked()
    if not stored.can_be_introduced:
        raise NotOpen
    if speaker := stored.speaker:
        speaking.introduce(speaker, biography)
    else:
        stored.biography = biography
        stored.save(update_fields=["biography", "changed_at"])


@transaction.atomic
def confirm(submission, *, by):
    """Say that an accepted talk will be given; said twice it is said once."""
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if submission.state != State.CONFIRMED:
        submission.move_to(State.CONFIRMED, by=by)


@transaction.atomic
def withdraw(submission, *, by, why=""):
    """Take a submission back; a talk that already stands in the programme is cancelled, a date becomes free."""
    submission.move_to(State.WITHDRAWN, by=by, why=why)
    Decision.objects.filter(submission=submission).delete()
    submission.refresh_from_db(fields=["talk"])
    if submission.talk:
        submission.talk.is_cancelled = True
        submission.talk.save(update_fields=["is_cancelled", "changed_at"])
        if submission.call.series:
            placing.leave(submission.talk)


@transaction.atomic
def take_up_again(submission, *, by):
    """Make a withdrawn submission a draft again while it can be written; raise TooMany as `write` does.

    A short CV that was changed in the programme is that of the draft.
    """
    submission.call.lock()
    stored = submission.locked()
    if not (stored.call.is_open or stored.is_in_time):
        raise NotOpen
    _check_number(submission)
    submission.biography = submission.introduction or submission.biography
    submission.save(update_fields=["biography"])
    submission.move_to(State.DRAFT, by=by)
