from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from events.registrations import registering
from events.registrations.forms import RegistrationsFilterForm
from events.registrations.models import State
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

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


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, slug, pk):
    """Ask on GET, cancel somebody's registration on POST; they are told by mail."""
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.select_related("event"), pk=pk)
    if request.method != "POST":
        page = {"event": event, "registration": registration}
        return render(request, "events/registrations/desk/cancel.html", page)
    try:
        registering.cancel(registration)
    except ForbiddenMove:
        messages.error(request, _("This registration cannot be cancelled any more."))
    else:
        messages.success(request, _("The registration is cancelled."))
    return redirect("registrations-desk:registrations", slug=slug)
