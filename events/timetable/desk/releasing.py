from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import when
from events.models import Event
from events.timetable import changes, clashes, mail, releasing
from events.timetable.forms import ReleaseForm
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request, slug):
    """Look at what a release changes and whom it reaches, then release."""
    event = get_object_or_404(Event, slug=slug)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (done := _release(request, event, form)):
        return done
    return render(request, "events/timetable/desk/release.html", _page(event, form))


def _release(request, event, form):
    try:
        version = releasing.release(event, by=request.user, **form.cleaned_data)
    except releasing.ChangedMeanwhile:
        messages.error(request, _("Something was arranged meanwhile: look at all of it again."))
        return redirect("timetable-desk:release", slug=event.slug)
    except releasing.RoomTaken:
        messages.error(
            request, _("Nothing is released: a room is planned for two talks at a time.")
        )
        return redirect("timetable-desk:release", slug=event.slug)
    words = _("Version %(n)d of the programme is released.")
    messages.success(request, words % {"n": version.version})
    return redirect("timetable-desk:board", slug=event.slug)


def _page(event, form):
    ahead = releasing.prospect(event)
    speakers = mail.speakers_told(event, ahead.changes) if event.takes_place else {}
    told = {one.email for recipients in speakers.values() for one in recipients}
    participants = len(mail.participants_told(event, but=told)) if event.takes_place else 0
    # Of a first version there is nothing that was otherwise: it is announced, if at all.
    is_first = ahead.version == 1
    return {
        "event": event,
        "form": form,
        "ahead": ahead,
        "is_first": is_first,
        "talks": len([one for one in ahead.changes if one["what"] == "talks"]),
        "changes": [] if is_first else [changes.told(one, event.zone) for one in ahead.changes],
        "warnings": clashes.warnings(ahead.draft),
        "rooms": [_taken(ahead.draft, *pair) for pair in ahead.rooms_taken],
        "speakers": len(told),
        "participants": 0 if is_first else participants,
    }


def _taken(draft, one, other):
    """Say which two talks are planned for one room at a time."""
    begins, ends = draft.arrangement.time_of(other)
    return _("%(room)s, %(time)s: “%(one)s” and “%(other)s”") % {
        "room": draft.arrangement.room_of(other),
        "time": when.from_to(begins, ends, draft.event.zone),
        "one": draft.talks[one].plain_title,
        "other": draft.talks[other].plain_title,
    }
