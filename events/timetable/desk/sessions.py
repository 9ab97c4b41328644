import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.timetable import arranging, drafting
from events.timetable.desk.board import GONE
from events.timetable.desk.placing import say_noted
from events.timetable.forms import SessionForm
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request, slug, key=""):
    draft = drafting.read(get_object_or_404(Event, slug=slug))
    block = _block(draft, key) if key else None
    initial = vars(block) if block else _begin(draft)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, draft=draft, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            draft = arranging.save_session(draft.event, form.block(key), by=request.user)
        except arranging.Gone:
            messages.error(request, GONE)
        else:
            say_noted(request, draft)
        return redirect("timetable-desk:board", slug=slug)
    page = {"event": draft.event, "form": form, "session": block}
    return render(request, "events/timetable/desk/session.html", page)


def _begin(draft):
    """A new session is proposed where the last one ends."""
    last = max((block.ends_at for block in draft.arrangement.blocks.values()), default=None)
    starts_at = last or draft.event.starts_at
    ends_at = starts_at and starts_at + datetime.timedelta(hours=1)
    return {"starts_at": starts_at, "ends_at": ends_at}


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request, slug, key):
    """Ask on GET, take the session out of the draft on POST."""
    draft = drafting.read(get_object_or_404(Event, slug=slug))
    block = _block(draft, key)
    if request.method != "POST":
        page = {"event": draft.event, "session": block, "talks": draft.arrangement.talks_in(key)}
        return render(request, "events/timetable/desk/drop.html", page)
    try:
        draft = arranging.drop_session(draft.event, key, by=request.user)
    except arranging.Gone:
        messages.error(request, GONE)
    else:
        say_noted(request, draft)
    return redirect("timetable-desk:board", slug=slug)


def _block(draft, key):
    try:
        return draft.arrangement.blocks[key]
    except KeyError as error:
        raise Http404 from error
