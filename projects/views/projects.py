from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from projects.filtering import Filter
from projects.forms.filters import FilterForm
from projects.models import Institution, Person, Project

PER_PAGE = 24


@vary_on_headers("HX-Request")
def projects(request):
    """List the projects that are asked for; htmx gets the results and the counts alone."""
    form = FilterForm(request.GET)
    chosen = Filter(form)
    page = Paginator(chosen.projects.for_cards(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filter": chosen,
        "page": page,
        "chips": _chips(chosen),
        "also": _also(chosen) if page.number == 1 else [],
    }
    if not request.htmx:
        return render(request, "projects/projects.html", context)
    return push_url(render(request, "projects/update.html", context), _address(request, chosen))


def project(request, slug):
    """Show one project with its people, places and sources."""
    found = get_object_or_404(Project.objects.for_page(), slug=slug)
    return render(request, "projects/project.html", {"project": found})


def _also(chosen):
    """People and institutions of the words that were asked for, with or without projects."""
    if not chosen.search:
        return []
    people = Person.objects.named(chosen.search.alternatives)[:5]
    return [*people, *Institution.objects.named(chosen.search.alternatives)[:5]]


def _chips(chosen):
    """What was chosen, each with the query that takes it away."""
    pairs = [(facet.name, option) for facet in chosen.facets for option in facet.selected]
    return [
        {"label": option.label, "query": _query(chosen, without=(name, option.value))}
        for name, option in pairs
    ]


def _address(request, chosen):
    query = _query(chosen)
    return f"{request.path}?{query}" if query else request.path


def _query(chosen, without=None):
    query = QueryDict(mutable=True)
    if chosen.text:
        query["q"] = chosen.text
    for name, values in chosen.chosen.items():
        query.setlist(name, [value for value in values if (name, value) != without])
    return query.urlencode()
