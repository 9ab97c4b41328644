from urllib.parse import urlsplit

from django import template
from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.accounts.roles import Role
from portal.common.figures import figure
from portal.common.text import plain, render_inline
from projects.map import Drawing, cities_of
from projects.models import Institution, Membership, Project

register = template.Library()
register.filter("plain", plain)
register.filter("typeset", render_inline)


@register.inclusion_tag("projects/cards.html")
def project_cards(projects):
    """Show projects, asked for with `for_cards()`, as cards."""
    return {"projects": projects}


@register.inclusion_tag("projects/map.html")
def institution_map():
    """Show the map of the institutions."""
    return {"map": Drawing(cities_of(Institution.objects.with_projects()))}


@register.inclusion_tag("projects/my_projects.html")
def my_projects(user):
    """Show the projects in which somebody has a part, by role."""
    return {"memberships": Membership.objects.filter(person__user=user).by_role()}


@register.inclusion_tag("projects/actions.html", takes_context=True)
def project_actions(context, project):
    """Show what the reader may do about a project; a visitor costs no query."""
    user = context.get("user")
    if not user or not user.is_authenticated:
        return {}
    this_one = Project.objects.filter(pk=project.pk)
    return {
        "project": project,
        "may_edit": this_one.editable_by(user).exists(),
        "takes_part": user.has_role(Role.MEMBER) and this_one.of(user).exists(),
    }


@register.filter
def card_figure(project):
    """The figure of a project as its card has it."""
    return figure(project.slug)


@register.filter
def page_figure(project):
    """The figure of a project as a strip over its page."""
    return figure(project.slug, width=1200, height=240, levels=11)


@register.filter
def phases(numbers):
    """Say "Phase 1" or "Phases 1 and 2"; nothing where none is known."""
    if not numbers:
        return ""
    listed = get_text_list([str(number) for number in numbers], _("and"))
    return ngettext("Phase %(numbers)s", "Phases %(numbers)s", len(numbers)) % {"numbers": listed}


@register.filter
def briefly(project):
    """The acronym, the phases and the period of a project of `for_page()`, in one line."""
    numbers = [phase["number"] for phase in project.phase_list]
    parts = (project.acronym, phases(numbers), project.period)
    return " · ".join(part for part in parts if part)


@register.filter
def counted(number):
    """Say "1 project" or "5 projects"; nothing where there is none."""
    number = number if isinstance(number, int) else len(number)
    text = ngettext("%(number)d project", "%(number)d projects", number)
    return text % {"number": number} if number else ""


@register.filter
def in_words(city):
    """What a mark on the map stands for: "Munich: Sample University, 2 projects"."""
    parts = [*(str(institution) for institution in city.institutions), counted(city.project_count)]
    return f"{city.name}: {', '.join(part for part in parts if part)}"


@register.filter
def localised(perspective):
    """The name of a perspective of `for_page()`, in the reader's language."""
    german = perspective["name_de"] if get_language() == "de" else ""
    return german or perspective["name"]


@register.filter
def site(address):
    """The host of an address: "mathplus.de"."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
