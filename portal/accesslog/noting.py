"""Writing down who looked at somebody's data."""

from collections.abc import Iterable

from portal.accesslog.models import Access, key_of
from portal.common.personal import Subject


def note_access(who, subject: Subject, *, kind, what, why):
    """Write down in the caller's transaction that `who` looked at data about `subject`.

    `what` says which data ("everything", "dietary wishes"), `why` what for; neither may name anybody.
    """
    note_accesses(who, [subject], kind=kind, what=what, why=why)


def note_accesses(who, subjects: Iterable[Subject], *, kind, what, why):
    """Write down the same look at the data of each of these."""
    Access.objects.bulk_create(
        Access(
            who=who,
            whose_id=subject.user_id,
            person_id=subject.person_id,
            address_key=key,
            kind=kind,
            what=what,
            why=why,
        )
        for subject in subjects
        for key in _keys(subject)
    )


def _keys(subject):
    """An address is noted, as a key, only where nothing else tells whose data it is."""
    if subject.user_id or subject.person_id:
        return [""]
    return [key_of(email) for email in sorted(subject.emails)] or [""]
