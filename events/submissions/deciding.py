"""What organisers decide about a submission."""

from django.db import transaction

from events.models import Speaker, Talk
from events.submissions import mail
from events.submissions.models import State, Submission
from events.submissions.writing import Overtaken
from portal.mail import outbox


@transaction.atomic
def decide(submission, state, *, by, revision=None):
    """Accept or reject a submission and tell its author; an accepted talk joins the programme.

    With `revision`, raises Overtaken if the text was changed since that one was read.
    """
    # What is judged and published is the stored text, held until the decision is made.
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if revision not in (None, submission.revision):
        raise Overtaken(submission)
    move = submission.move_to(state, by=by)
    if state == State.ACCEPTED:
        _add_to_programme(submission)
    outbox.queue(mail.decision(submission, move))


def _add_to_programme(submission):
    # A talk withdrawn once and accepted again stays the same entry in everybody's calendar.
    talk = submission.talk or Talk(event=submission.call.event)
    talk.title = submission.title
    talk.abstract = submission.abstract
    talk.is_sample = talk.event.is_sample
    talk.is_cancelled = False
    talk.save()
    talk.speakers.all().delete()
    Speaker.objects.create(
        talk=talk,
        name=submission.speaker_name,
        affiliation=submission.affiliation,
        person=_person_speaking(submission),
        email=submission.submitter.email,
    )
    submission.talk = talk
    submission.save(update_fields=["talk", "changed_at"])


def _person_speaking(submission):
    """Return the author as a person of the programme, unless somebody else gives the talk."""
    person = getattr(submission.submitter, "person", None)
    return person if person and person.name == submission.speaker_name else None
