from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from projects.forms.filters import NameForm
from projects.models import Person

PER_PAGE = 60


def people(request):
    """List everybody in order of family name, or those who are looked for."""
    form = NameForm(request.GET)
    form.full_clean()
    text = form.cleaned_data.get("q", "")
    found = Person.objects.named_like(text).for_list()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "projects/people.html", {"form": form, "text": text, "page": page})


def person(request, slug):
    """Show somebody with projects by role and places of work."""
    found = get_object_or_404(Person.objects.with_affiliations(), slug=slug)
    context = {"person": found, "memberships": found.memberships.by_role()}
    return render(request, "projects/person.html", context)
