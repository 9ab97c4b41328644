from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models import Event
from events.registrations import registering
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

DECISIONS = {"approve": registering.approve, "refuse": registering.refuse}


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
