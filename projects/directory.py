"""Everybody the portal knows: pages with or without an account, and accounts without a page."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.invitations.models import Invitation
from projects.models import Person
from projects.names import folded

PER_PAGE = 50
PAGE, ACCOUNT = "page", "account"
WITH, WITHOUT, INVITED, CLOSED, SAMPLE = "with", "without", "invited", "closed", "sample"
SHOWN = [
    ("", _("Everybody")),
    (WITH, _("With an account")),
    (WITHOUT, _("Without an account")),
    (INVITED, _("Invited")),
    (CLOSED, _("Account closed")),
    (SAMPLE, _("Samples")),
]


@dataclass(frozen=True)
class Entry:
    """Somebody in the list: a page, an account or both."""

    person: Person | None
    user: User | None

    @property
    def name(self):
        return self.person.name if self.person else str(self.user)

    @property
    def href(self):
        if self.person:
            return reverse("people-desk:person", args=[self.person.pk])
        return reverse("people-desk:account", args=[self.user.pk]) if self.user else ""

    @property
    def roles(self):
        """What was granted, in words and in the order of the roles."""
        names = {group.name for group in self.user.groups.all()} if self.user else set()
        return [role.label for role in Role if role in names]


def page_of(number, *, text="", show="", role=""):
    """Return a page of those who are asked for, in order of family name, at a fixed number of queries."""
    people = _people(text, show, role).annotate(listed=F("sort_name"), kind=Value(PAGE))
    accounts = _accounts(text, show, role).annotate(listed=Lower("name"), kind=Value(ACCOUNT))
    columns = ("listed", "pk", "kind")
    everybody = (
        people.order_by()
        .values_list(*columns)
        .union(accounts.order_by().values_list(*columns), all=True)
        .order_by("listed", "pk")
    )
    page = Paginator(everybody, PER_PAGE).get_page(number)
    page.object_list = _entries(list(page.object_list))
    return page


def _people(text, show, role):
    found = Person.objects.all()
    if text.strip():
        of_address = Q(user__email__icontains=text.strip())
        # A text without a letter, such as "%", is nobody's name.
        named = Person.objects.named_like(text) if folded(text) else Person.objects.none()
        found = found.filter(of_address | Q(pk__in=named.values("pk")))
    if role:
        found = found.filter(user__groups__name=role)
    invited = Exists(Invitation.objects.open().filter(person=OuterRef("pk")))
    return {
        WITH: found.filter(user__is_active=True),
        WITHOUT: found.filter(user=None),
        INVITED: found.filter(invited),
        CLOSED: found.filter(user__is_active=False),
        SAMPLE: found.filter(is_sample=True),
    }.get(show, found)


def _accounts(text, show, role):
    found = User.objects.filter(person=None)
    if text.strip():
        found = found.filter(Q(name__icontains=text.strip()) | Q(email__icontains=text.strip()))
    if role:
        found = found.filter(groups__name=role)
    return {
        "": found,
        WITH: found.filter(is_active=True),
        CLOSED: found.filter(is_active=False),
    }.get(show, found.none())


def _entries(rows):
    invited = Exists(Invitation.objects.open().filter(person=OuterRef("pk")))
    people = (
        Person.objects.with_affiliations()
        .annotate(is_invited=invited)
        .select_related("user")
        .prefetch_related("user__groups")
        .in_bulk([pk for _name, pk, kind in rows if kind == PAGE])
    )
    accounts = User.objects.prefetch_related("groups").in_bulk(
        [pk for _name, pk, kind in rows if kind == ACCOUNT]
    )
    return [
        Entry(people[pk], people[pk].user) if kind == PAGE else Entry(None, accounts[pk])
        for _name, pk, kind in rows
    ]
