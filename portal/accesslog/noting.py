"""Writing down who looked at somebody's data."""

from portal.accesslog.models import Access, key_of
from portal.common.personal import Subject


def note_access(who, subject: Subject, *, kind, what, why):
    """Write down in the caller's transaction that `who` looked at data about `subject`.

    `what` says which data ("everything", "dietary wishes"), `why` what for; neither may name anybody.
    """
    # An address is noted, as a key, only where nothing else tells whose data it is.
    alone = not subject.user_id and not subject.person_id
    keys = [key_of(email) for email in sorted(subject.emails)] if alone else [""]
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
        for key in keys or [""]
    )
