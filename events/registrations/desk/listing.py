from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations.forms import RegistrationsFilterForm
from events.registrations.models import State, Terms
from portal.accounts.roles import Role, role_required

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_safe
def registration_list(request, slug):
    event = get_object_or_404(Event, slug=slug)
    form = RegistrationsFilterForm(request.GET)
    found = event.registrations.with_position()
    if form.is_valid():
        found = _chosen(found, **form.cleaned_data)
    counts = event.registrations.counts()
    page = {
        "event": event,
        "terms": Terms.of(event),
        "filter": form,
        "counts": [(State(state).label, number) for state, number in counts.items()],
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "events/registrations/desk/registrations.html", page)


def _chosen(registrations, *, q, state):
    if state:
        registrations = registrations.filter(state=state)
    if q:
        registrations = registrations.filter(Q(name__icontains=q) | Q(email__icontains=q))
    return registrations
