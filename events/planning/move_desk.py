from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import consequences
from events.changes import Change, changes
from events.models import Event, Talk
from events.planning import moving
from events.planning.move_form import MoveForm
from portal.accounts.roles import Role, role_required


@dataclass(frozen=True)
class Consequence:
    """What becomes of one event, and whom that reaches."""

    event: Event
    changes: list[Change]
    told: consequences.Told


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug, pk):
    """Choose a date, see what happens and whom it reaches, then do it."""
    talks = Talk.objects.select_related("event__series")
    talk = get_object_or_404(talks, event__slug=slug, pk=pk)
    targets = moving.targets(talk) if moving.is_movable(talk) else []
    form = MoveForm(request.POST if request.method == "POST" else None, targets=targets)
    page = {"event": talk.event, "talk": talk, "form": form, "targets": targets}
    page["moves_event"] = moving.moves_whole_event(talk)
    if not form.is_valid():
        return render(request, "events/planning/desk/move.html", page)
    if "confirmed" not in request.POST:
        page["target"] = form.target
        page["consequences"] = _consequences(talk, form.target)
        return render(request, "events/planning/desk/moved.html", page)
    try:
        event = moving.move(talk, form.target.key)
    except moving.CannotMove:
        messages.error(request, _("Meanwhile that date is taken. Please choose again."))
        return redirect("planning-desk:move", slug=slug, pk=pk)
    messages.success(request, _("The talk has moved."))
    return redirect("timetable-desk:board", slug=event.slug)


def _consequences(talk, target):
    return [
        Consequence(before, changes(before, moved), consequences.of_change(moved))
        for before, moved in moving.as_moved(talk, target)
    ]
