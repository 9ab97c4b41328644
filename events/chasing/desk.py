from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.chasing import chasing, rungs
from events.chasing.forms import LadderForm
from events.chasing.models import Asked, Ladder, Thing
from events.models import Event
from portal.accounts.roles import Role, role_required

SHOWN = 200


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def speakers(request, slug):
    """What the talks of an event lack, by which rule their speakers are asked, and who was."""
    event = get_object_or_404(Event.objects.select_related("series"), slug=slug)
    ladder = Ladder.of(event)
    form = LadderForm(request.POST if request.method == "POST" else None, instance=copy(ladder))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("The rule is saved."))
        return redirect("chasing-desk:speakers", slug=slug)
    asked = Asked.objects.filter(round__event=event).select_related("round", "talk")
    lacking = chasing.wanted_at(event, ladder)
    page = {
        "event": event,
        "form": form,
        "lacking": [(talk, [Thing(thing) for thing in things]) for talk, things in lacking.items()],
        "next": rungs.upcoming(ladder, event, timezone.now()),
        "asked": asked.order_by("-round__asked_at", "pk")[:SHOWN],
    }
    return render(request, "events/chasing/desk/speakers.html", page)


@role_required(Role.ORGANISER)
@require_POST
def ask(request, slug):
    """Ask all speakers of an event now for what is missing."""
    event = get_object_or_404(Event, slug=slug)
    try:
        number = chasing.chase_now(event)
    except chasing.NobodyToAsk:
        messages.error(request, _("Nothing is missing, or nobody can be written to."))
    else:
        text = ngettext(
            "The speakers of %(n)d talk are asked by mail.",
            "The speakers of %(n)d talks are asked by mail.",
            number,
        )
        messages.success(request, text % {"n": number})
    return redirect("chasing-desk:speakers", slug=slug)
