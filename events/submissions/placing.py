"""How an accepted submission becomes a talk of an event: at once, or in a series with the date it is given."""

from django.db import transaction
from django.utils.translation import gettext_noop

from events import organising
from events.models import Event, Talk
from events.submissions import mail
from events.submissions.co_authors import authors
from events.submissions.models import State, Submission
from events.titles import usual_title
from portal.common.moves import ForbiddenMove
from portal.mail import outbox


class DateTaken(Exception):
    """At that session another talk is given by now, or it does not take place."""


def welcome(submission):
    """Have an invited talk that was handed in accepted by who invited, and confirmed by its speaker.

    Whoever writes an abstract for a talk they were invited to give will give it: nobody asks once more.
    Within the transaction of the text.
    """
    submission.move_to(
        State.ACCEPTED, by=submission.invitation.invited_by, why=gettext_noop("Invited")
    )
    join(submission)
    handed_in = gettext_noop("Handed in by the invited speaker")
    submission.move_to(State.CONFIRMED, by=submission.submitter, why=handed_in)


def join(submission):
    """Have a talk that is accepted join the programme; in a series it waits for a date."""
    if submission.call.event:
        enter(submission, submission.call.event)
    elif submission.talk:
        # Also if it was withdrawn once and had another date.
        submission.talk = None
        submission.save(update_fields=["talk", "changed_at"])


def retell(submission, before):
    """Have the talk in the programme say what its text says by now, and who gives it; see `retitle`."""
    retitle(submission, before)
    authors.stand_by(submission.talk, submission)


def retitle(submission, before):
    """Have the talk bear what of title and abstract is another than in the text `before`.

    What organisers wrote at the talk stays, unless its author writes just that anew. The session of a series
    is called after the talk.
    """
    talk = submission.talk
    told = {"title": talk.title, "abstract": talk.abstract} | {
        name: getattr(submission, name)
        for name in ("title", "abstract")
        if getattr(submission, name) != getattr(before, name)
    }
    if submission.call.series and talk.event.title == talk.title != told["title"]:
        event = organising.lock(talk.event)
        event.title = told["title"]
        organising.save(event)
    talk.title, talk.abstract = told["title"], told["abstract"]
    talk.save()


def enter(submission, event):
    """Put an accepted talk into the programme of an event, within the transaction that locks it."""
    # A talk withdrawn once and accepted again stays the same entry in everybody's calendar.
    talk = submission.talk or Talk(event=event)
    talk.title = submission.title
    talk.abstract = submission.abstract
    talk.is_sample = talk.event.is_sample
    if talk.is_cancelled:
        talk.leave_slot()
    talk.is_cancelled = False
    talk.save()
    authors.stand_by(talk, submission)
    submission.talk = talk
    submission.save(update_fields=["talk", "changed_at"])


def free_dates(series):
    """Return the coming sessions of a series at which nobody speaks yet, the next first."""
    given = Talk.objects.filter(is_cancelled=False).values("event")
    sessions = series.events.filter(state=Event.State.PUBLISHED).exclude(pk__in=given)
    return sessions.upcoming().select_related("series")


@transaction.atomic
def give_date(submission, session, *, by):
    """Have an accepted talk of a series given at this session, and tell its author.

    The session is called after the talk; who has registered already is told. Raises DateTaken, and
    ForbiddenMove where the talk waits for no date.
    """
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if not submission.waits_for_date:
        raise ForbiddenMove(submission.state)
    # Of two organisers only one gives the date away.
    event = organising.lock(session)
    is_free = not event.talks.filter(is_cancelled=False).exists()
    if event.series_id != submission.call.series_id or not event.takes_place or not is_free:
        raise DateTaken
    event.title = submission.title
    organising.save(event)
    enter(submission, event)
    if submission.reached_at:
        outbox.queue(mail.dated(submission, created_by=by))


def leave(talk):
    """Free the session of a series that was called after a talk which is not given any more.

    Who has registered is told. Within the transaction that cancels the talk.
    """
    event = organising.lock(talk.event)
    if event.is_over or event.title != talk.title:
        return
    if event.series and event.day and not event.talks.filter(is_cancelled=False).exists():
        event.title = usual_title(event.series, event.day)
        organising.save(event)
