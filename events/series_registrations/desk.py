from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Series
from events.series_registrations.models import Standing
from portal.accounts.roles import Role, role_required

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_safe
def registration_list(request, slug):
    """Who is registered for the whole series, and in how many of its sessions they have a place or wait."""
    series = get_object_or_404(Series, slug=slug)
    counts = series.series_registrations.counts()
    found = series.series_registrations.with_sessions()
    page = {
        "series": series,
        "counts": [(Standing(state).label, number) for state, number in counts.items()],
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "events/series_registrations/desk/registrations.html", page)
