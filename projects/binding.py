"""Joining an account to the page of a person, and with it talks, projects and all that is theirs."""

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.common.slugs import unique_slug
from projects.models import Membership, Person

ATTEMPTS = 3


class Taken(Exception):
    """The person has another account, or the account another page; `person` is the page it has."""

    def __init__(self, person):
        super().__init__(str(person))
        self.person = person


@transaction.atomic
def bind(user, person):
    """Give the account this person's page; raise Taken where either belongs elsewhere already."""
    user, person = lock(user), Person.objects.select_for_update().get(pk=person.pk)
    own = page_of(user)
    if own and own != person:
        raise Taken(own)
    if person.user_id not in {None, user.pk}:
        raise Taken(person)
    person.user = user
    person.save(update_fields=["user"])
    return person


@transaction.atomic
def unbind(person):
    """Part the account from the page; both stay."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.user = None
    person.save(update_fields=["user"])
    return person


@transaction.atomic
def page_for(user, name=""):
    """Return the page of this account; one is made where there is none."""
    user = lock(user)
    return page_of(user) or new_person(name or user.name or user.email.partition("@")[0], user=user)


@transaction.atomic
def join(person, project, role):
    """Let the person have a part in the project and return it.

    Whoever has a part already keeps that: None comes back, unless they are to lead from now on.
    """
    parts = project.memberships.filter(person=person)
    if role != Membership.Role.PRINCIPAL_INVESTIGATOR and parts.current().exists():
        return None
    membership, _is_new = parts.get_or_create(
        role=role, defaults={"person": person, "project": project, "position": parts.count()}
    )
    if membership.end:
        membership.end = None
        membership.save(update_fields=["end"])
    return membership


def new_person(name, *, user=None):
    """Make somebody's page, at an address of its own."""
    for attempts_left in reversed(range(ATTEMPTS)):
        slug = unique_slug(Person.objects.all(), name)
        try:
            with transaction.atomic():
                return Person.objects.create(name=name, slug=slug, user=user)
        except IntegrityError:
            # Somebody else took the same address this very moment.
            if not attempts_left:
                raise
    raise AssertionError("The last attempt returns or raises.")


def lock(user):
    """Return the stored account, held until the transaction ends: it gets one page, not two."""
    return User.objects.select_for_update().get(pk=user.pk)


def page_of(user):
    """Return the page of this account, None where it has none."""
    return Person.objects.filter(user=user).first()
