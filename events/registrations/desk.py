from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Event
from events.registrations import admission, registering
from events.registrations.forms import RegistrationsFilterForm
from events.registrations.models import State, Terms
from events.registrations.terms_form import TermsForm
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

PER_PAGE = 50
DECISIONS = {"approve": registering.approve, "refuse": registering.refuse}


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


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request, slug):
    """Show and change on what terms one registers."""
    event = get_object_or_404(Event, slug=slug)
    form = TermsForm(request.POST if request.method == "POST" else None, instance=Terms.of(event))
    if form.is_bound and form.is_valid():
        admission.set_terms(form.instance, invited=form.cleaned_data["invited"])
        messages.success(request, _("The terms are saved."))
        return redirect("registrations-desk:registrations", slug=slug)
    page = {"event": event, "form": form}
    return render(request, "events/registrations/desk/terms.html", page)


@role_required(Role.ORGANISER)
@require_POST
def decide(request, slug, pk):
    """Approve or refuse somebody who asked to take part; they are told by mail."""
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.select_related("event"), pk=pk)
    try:
        DECISIONS[request.POST.get("decision", "")](registration, by=request.user)
    except KeyError:
        messages.error(request, _("Please choose: approve or refuse."))
    except ForbiddenMove:
        messages.error(request, _("Somebody has decided on this registration already."))
    else:
        messages.success(request, _("It is decided, and they are told by mail."))
    return redirect("registrations-desk:registrations", slug=slug)


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
        registering.cancel(registration, by=request.user)
    except ForbiddenMove:
        messages.error(request, _("This registration cannot be cancelled any more."))
    else:
        messages.success(request, _("The registration is cancelled."))
    return redirect("registrations-desk:registrations", slug=slug)
