from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.registrations import registering
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


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
