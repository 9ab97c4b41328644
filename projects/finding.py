"""People, projects and institutions for the desk's search box."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.common.text import plain
from projects.models import Institution, Person, Project, Word
from projects.names import folded
from projects.searching import search_for

DESK = (Role.EDITOR, Role.ORGANISER)


def people(text):
    """People whose name holds the words, or words that resemble them."""
    if not folded(text):
        return
    for person in Person.objects.named_like(text).with_affiliations()[:FEW]:
        places = ", ".join(place.name for place in person.places_now)
        yield Found(person.name, person.get_absolute_url(), places)


def projects(text):
    """Projects that hold the words, as on the page of all projects."""
    if search := search_for(text):
        found = search.best_first(search.among(Project.objects.only("slug", "title", "acronym")))
        for project in found[:FEW]:
            yield Found(plain(project.title), project.get_absolute_url(), project.acronym)


def institutions(text):
    """Institutions one of whose names holds the words, or words that resemble them."""
    if words := folded(text).split():
        found = Institution.objects.named(Word.objects.alternatives(words))
        for institution in found[:FEW]:
            yield Found(institution.name, institution.get_absolute_url(), institution.city)


def accounts(text):
    """Accounts whose name or address holds the words; each leads to its page at the desk."""
    found = User.objects.filter(holding_words(text, "name", "email")).select_related("person")
    for user in found.order_by("name", "pk")[:FEW]:
        person = getattr(user, "person", None)
        name, pk = ("person", person.pk) if person else ("account", user.pk)
        yield Found(str(user), reverse(f"people-desk:{name}", args=[pk]), user.email)


FINDERS = (
    Finder(_("Person"), DESK, people),
    Finder(_("Account"), (Role.COORDINATOR,), accounts),
    Finder(_("Project"), DESK, projects),
    Finder(_("Institution"), DESK, institutions),
)
