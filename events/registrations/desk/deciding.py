from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from events.desk import confirming
from events.models import Event
from events.registrations import registering
from events.registrations.desk.filter_form import SelectionForm
from events.registrations.models import State
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

DECISIONS = {"approve": registering.approve, "refuse": registering.refuse}
SHOWN = 50


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
@require_POST
def decide_several(request, slug):
    """Approve or refuse those who were chosen, in the order of their asking, once it was seen who they are."""
    event = get_object_or_404(Event, slug=slug)
    decision = request.POST.get("decision", "")
    form = SelectionForm(request.POST, event=event)
    asked = form.chosen().filter(state=State.REQUESTED).order_by("line_number", "pk")
    number = asked.count()
    if decision not in DECISIONS:
        messages.error(request, _("Please choose: approve or refuse."))
    elif not number:
        messages.info(request, _("Nobody among those chosen waits for a decision."))
    elif not confirming.is_confirmed(request) or request.POST.get("seen") != str(number):
        context = {"event": event, "decision": decision, "number": number, "few": asked[:SHOWN]}
        return confirming.ask(request, "events/registrations/desk/decide_several.html", context)
    else:
        _decide_all(request, asked.select_related("event"), DECISIONS[decision])
    return redirect("registrations-desk:registrations", slug=slug)


def _decide_all(request, registrations, verb):
    done = late = 0
    for registration in registrations:
        try:
            verb(registration, by=request.user)
        except ForbiddenMove:
            late += 1
        else:
            done += 1
    text = ngettext(
        "%(n)d decided; they are told by mail.", "%(n)d decided; they are told by mail.", done
    )
    messages.success(request, text % {"n": done})
    if late:
        text = ngettext(
            "On %(n)d somebody else had decided meanwhile.",
            "On %(n)d somebody else had decided meanwhile.",
            late,
        )
        messages.info(request, text % {"n": late})
