from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import organising
from events.models import Event
from events.registrations import parts
from events.registrations.models import Part
from events.registrations.part_form import PartForm
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


@role_required(Role.ORGANISER)
@require_safe
def part_list(request, slug):
    event = get_object_or_404(Event, slug=slug)
    page = {"event": event, "parts": event.parts.with_waiting()}
    return render(request, "events/registrations/desk/parts.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def part(request, slug, pk=None):
    """Write or change a part of an event; while it is judged nobody takes a place there."""
    event = organising.lock(get_object_or_404(Event, slug=slug))
    part = get_object_or_404(event.parts, pk=pk) if pk else Part(event=event)
    form = PartForm(request.POST if request.method == "POST" else None, instance=part)
    if form.is_bound and form.is_valid():
        parts.save(part)
        messages.success(request, _("Saved."))
        return redirect("registrations-desk:parts", slug=slug)
    return render(request, "events/registrations/desk/part.html", {"event": event, "form": form})


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, slug, pk):
    """Ask on GET, take the part away on POST, as long as nobody has chosen it."""
    part = get_object_or_404(Part.objects.select_related("event"), event__slug=slug, pk=pk)
    if request.method != "POST":
        page = {"event": part.event, "part": part, "chosen": part.places.count()}
        return render(request, "events/registrations/desk/remove_part.html", page)
    try:
        parts.remove(part)
    except ForbiddenMove:
        messages.error(
            request, _("People have chosen this part. Close it instead, so that they keep it.")
        )
    else:
        messages.success(request, _("Deleted."))
    return redirect("registrations-desk:parts", slug=slug)
