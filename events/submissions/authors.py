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
            co_author.confirmed_at = None
        co_author.name, co_author.affiliation = one.name, one.affiliation
        co_author.email, co_author.person = one.email, one.person
        co_author.is_speaker, co_author.position = one.is_speaker, position
        co_author.save()
    submission.__dict__.pop("joint_with", None)


def stand_by(talk, submission):
    """Have the talk given by the speaker and those co-authors who said they speak too; the others stand beside it."""
    talk.speakers.all().delete()
    talk.joint_authors.all().delete()
    Speaker.objects.create(
        talk=talk,
        name=submission.speaker_name,
        affiliation=submission.affiliation,
        person=_person_speaking(submission),
        email=submission.submitter.email if submission.submitter else "",
    )
    for position, one in enumerate(submission.co_authors.exclude(name=""), start=1):
        facts = {
            "talk": talk,
            "name": one.name,
            "affiliation": one.affiliation,
            "person": one.person,
            "position": position,
        }
        if one.is_speaker and one.confirmed_at:
            Speaker.objects.create(email=one.email, **facts)
        else:
            JointAuthor.objects.create(**facts)


def _person_speaking(submission):
    """Return the author as a person of the programme, unless somebody else gives the talk."""
    person = getattr(submission.submitter, "person", None)
    return person if person and person.name == submission.speaker_name else None
