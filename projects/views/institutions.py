from django.shortcuts import get_object_or_404, render

from projects.map import Drawing, cities_of
from projects.models import Institution, Project


def institutions(request):
    """Show where the programme is at work: a map, and a list by city."""
    cities = cities_of(Institution.objects.with_projects())
    return render(request, "projects/institutions.html", {"cities": cities, "map": Drawing(cities)})


def institution(request, slug):
    """Show one institution with its projects and people."""
    found = get_object_or_404(Institution.objects.prefetch_related("aliases"), slug=slug)
    context = {
        "institution": found,
        "projects": Project.objects.filter(institutions=found).for_cards(),
        "affiliations": found.affiliations.select_related("person").order_by(
            "is_former", "person__sort_name", "pk"
        ),
    }
    return render(request, "projects/institution.html", context)
