from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event, Talk
from events.timetable import arranging, drafting, releasing
from events.timetable.arrangement import Place
from events.timetable.desk.board import GONE
from events.timetable.forms import PositionForm, SlotForm
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request, slug, pk):
    """Give a talk a place: in a session by its position, or exactly by time and room."""
    event = get_object_or_404(Event, slug=slug)
    talk = get_object_or_404(Talk.objects.with_speakers(), event=event, pk=pk)
    draft = drafting.read(event)
    if pk not in draft.arrangement.places:
        messages.error(request, _("A cancelled talk has no place in the programme."))
        return redirect("timetable-desk:board", slug=slug)
    data = request.POST if request.method == "POST" else None
    by_position = PositionForm(data if data and "position" in data else None, draft=draft, talk=pk)
    exactly = SlotForm(
        data if data and "position" not in data else None,
        draft=draft,
        initial=vars(draft.arrangement.places[pk]),
    )
    for form in (by_position, exactly):
        if form.is_bound and form.is_valid():
            done = _place(request, draft, pk, form)
            if done:
                return done
    page = {"event": event, "talk": talk, "by_position": by_position, "exactly": exactly}
    page["place"] = draft.arrangement.places[pk]
    return render(request, "events/timetable/desk/place.html", page)


def _place(request, draft, pk, form):
    """Do what the form says and return the way back to the board; None where its room is taken."""
    try:
        draft = _put(draft.event, pk, form, request.user)
    except arranging.Gone:
        messages.error(request, GONE)
    except releasing.RoomTaken:
        form.add_error(None, _("Another talk is given in this room at that time."))
        return None
    else:
        say_noted(request, draft)
    return redirect("timetable-desk:board", slug=draft.event.slug)


def _put(event, pk, form, by):
    if isinstance(form, SlotForm):
        return arranging.place(event, pk, form.place, by=by)
    if form.target is None:
        return arranging.place(event, pk, Place(), by=by)
    key, before = form.target
    return arranging.put(event, pk, key, before=before, by=by)


def say_noted(request, draft):
    """Say whether what was done holds already or waits in the draft."""
    if releasing.needs_no_release(draft):
        messages.success(request, _("Saved. Who speaks is told of another time or room."))
    else:
        messages.success(request, _("Noted in the draft. Nobody is told before it is released."))
