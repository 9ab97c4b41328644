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

    From then on the short CV is the speaker's: what the submission holds is what was proposed. Those of the
    others, which they wrote themselves, stay.
    """
    introductions = dict(talk.speakers.values_list("name", "biography"))
    talk.speakers.all().delete()
    talk.joint_authors.all().delete()
    Speaker.objects.create(
        talk=talk,
        name=submission.speaker_name,
        affiliation=submission.affiliation,
        person=_person_speaking(submission),
        email=submission.reached_at,
        biography=submission.biography,
    )
    for one in submission.co_authors.exclude(name=""):
        _stand_beside(talk, one, introductions.get(one.name, ""))


def reach(submission):
    """Have the speaker beside the talk that came of it, if any, be reached where its author is now."""
    if submission.talk_id:
        speaker = submission.talk.speakers.filter(position=0, name=submission.speaker_name)
        speaker.update(email=submission.reached_at, person=_person_speaking(submission))


def restate(co_author, submission):
    """Have the talk that came of the submission, if any, say whether this co-author speaks."""
    talk = submission.talk
    if talk is None:
        return
    # The first one is the speaker of the submission, who may be called the same.
    speaking, beside = talk.speakers.filter(position__gt=0), talk.joint_authors.all()
    wanted, other = (speaking, beside) if _speaks(co_author) else (beside, speaking)
    _rows_of(co_author, other).delete()
    # Said twice, it leaves what organisers wrote there meanwhile.
    if not _rows_of(co_author, wanted).exists():
        _stand_beside(talk, co_author)
    talk.save(update_fields=["changed_at"])


def _speaks(co_author):
    return co_author.is_speaker and co_author.confirmed_at is not None


def _rows_of(co_author, rows):
    """Return which of these rows of a talk are this co-author's: by the name, of several by the affiliation too."""
    named = rows.filter(name=co_author.name)
    return named.filter(affiliation=co_author.affiliation) if named.count() > 1 else named


def _stand_beside(talk, co_author, biography=""):
    facts = {
        "talk": talk,
        "name": co_author.name,
        "affiliation": co_author.affiliation,
        "person": co_author.person,
        "position": co_author.position + 1,
    }
    if _speaks(co_author):
        Speaker.objects.create(email=co_author.email, biography=biography, **facts)
    else:
        JointAuthor.objects.create(**facts)


def _person_speaking(submission):
    """Return the author as a person of the programme, unless somebody else gives the talk."""
    person = getattr(submission.submitter, "person", None)
    return person if person and person.name == submission.speaker_name else None
