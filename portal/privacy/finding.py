"""Finding whom a coordinator means, without showing what is stored."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from portal.accounts.models import User
from portal.common.personal import Subject
from projects.models import Person

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant; `whose` is how the forms name them."""

    whose: str
    name: str
    note: str = ""


def found(text):
    """Return accounts and people of that name or address, and the address itself."""
    return [*_accounts(text), *_people(text), *_address(text)]


def name_of(subject: Subject):
    """Return a name for the heading; "" where only an address is known."""
    return min(subject.names, default="")


def _accounts(text):
    same = Q(name__icontains=text) | Q(email__icontains=text)
    accounts = User.objects.filter(same | Q(emailaddress__email__icontains=text)).distinct()
    for user in accounts.order_by("name", "pk")[:MOST]:
        yield Candidate(f"user:{user.pk}", str(user), user.email)


def _people(text):
    """People without an account: whoever has one is found by it."""
    people = Person.objects.filter(user=None).filter(name__icontains=text)
    for person in people.with_affiliations().order_by("sort_name", "pk")[:MOST]:
        places = ", ".join(str(place) for place in person.places_now)
        yield Candidate(f"person:{person.pk}", person.name, places)


def _address(text):
    """The address itself, whether anything is stored on it or not: that is seen on looking."""
    try:
        validate_email(text)
    except ValidationError:
        return
    if not User.objects.filter(
        emailaddress__email__iexact=text, emailaddress__verified=True
    ).exists():
        yield Candidate(f"address:{text.lower()}", text)
