"""Who stands behind a submission, and how they stand beside its talk."""

from events.models import JointAuthor, Speaker
from events.submissions.models import CoAuthor


def name(submission, typed):
    """Have these be the co-authors of a submission, in this order.

    Whoever is still named keeps what they answered, unless the address by which they are asked is another.
    Within the transaction, and the lock, of the text.
    """
    stored = {one.pk: one for one in submission.co_authors.all()}
    kept = [stored.pop(one.key, None) or CoAuthor(submission=submission) for one in typed]
    CoAuthor.objects.filter(pk__in=stored).delete()
    for position, (co_author, one) in enumerate(zip(kept, typed, strict=True)):
        if co_author.email.lower() != one.email.lower():
            co_author.asked_at = co_author.confirmed_at = co_author.declined_at = None
        co_author.name, co_author.affiliation = one.name, one.affiliation
        co_author.email, co_author.person = one.email, one.person
        co_author.is_speaker, co_author.position = one.is_speaker, position
        co_author.save()
    submission.__dict__.pop("joint_with", None)


def stand_by(talk, submission):
    """Have the talk given by the speaker and those co-authors who said they speak too; the others stand beside it.

    From then on the short CV is the speaker's: what the submission holds is what was proposed.
    """
    talk.speakers.all().delete()
    talk.joint_authors.all().delete()
    Speaker.objects.create(
        talk=talk,
        name=submission.speaker_name,
        affiliation=submission.affiliation,
        person=_person_speaking(submission),
        email=submission.submitter.email if submission.submitter else "",
        biography=submission.biography,
    )
    for one in submission.co_authors.exclude(name=""):
        _stand_beside(talk, one)


def restate(co_author, submission):
    """Have the talk that came of the submission, if any, say whether this co-author speaks."""
    talk = submission.talk
    if talk is None:
        return
    talk.joint_authors.filter(name=co_author.name).delete()
    # The first one is the speaker of the submission, who may be called the same.
    talk.speakers.filter(name=co_author.name, position__gt=0).delete()
    _stand_beside(talk, co_author)
    talk.save(update_fields=["changed_at"])


def _stand_beside(talk, co_author):
    facts = {
        "talk": talk,
        "name": co_author.name,
        "affiliation": co_author.affiliation,
        "person": co_author.person,
        "position": co_author.position + 1,
    }
    if co_author.is_speaker and co_author.confirmed_at:
        Speaker.objects.create(email=co_author.email, **facts)
    else:
        JointAuthor.objects.create(**facts)


def _person_speaking(submission):
    """Return the author as a person of the programme, unless somebody else gives the talk."""
    person = getattr(submission.submitter, "person", None)
    return person if person and person.name == submission.speaker_name else None
