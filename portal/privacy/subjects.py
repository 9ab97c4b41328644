"""Finding out whose data it is."""

from dataclasses import replace

from allauth.account.models import EmailAddress

from portal.audit.personal import former_names
from portal.common.personal import Subject
from projects.models import Person


def of_user(user):
    """Return the subject of an account, together with the person it belongs to."""
    return _subject(user, Person.objects.filter(user=user).first())


def of_person(person):
    """Return the subject of a person of the programme, together with the account, if there is one."""
    return _subject(person.user, person)


def of_address(email):
    """Return the subject behind an address: the account it is proved to belong to, else it alone."""
    email = email.strip().lower()
    owner = EmailAddress.objects.filter(email__iexact=email, verified=True).first()
    return of_user(owner.user) if owner else Subject(emails=frozenset({email}))


def _subject(user, person):
    names = {user.name if user else "", person.name if person else ""} - {""}
    subject = Subject(
        user_id=user.pk if user else None,
        person_id=person.pk if person else None,
        emails=_addresses(user) if user else frozenset(),
        marks=_marks(person) if person else frozenset(),
    )
    return replace(subject, names=frozenset(names | former_names(subject)))


def _addresses(user):
    """Addresses that are proved to be theirs.

    Anybody may type anybody's address into an account: what is not proved must lead to nobody's data.
    """
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return frozenset(email.lower() for email in proved)


def _marks(person):
    # A slug of one word is a word like any other.
    slug = {person.slug} if "-" in person.slug else set()
    return frozenset(slug | ({person.orcid} if person.orcid else set()))
