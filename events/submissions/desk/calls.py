from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from events import consequences
from events.desk import confirming
from events.models import Event, Series
from events.submissions.calls import calling, rows
from events.submissions.forms import CallForm
from events.submissions.models import Call
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
def calls(request):
    without = Event.objects.upcoming().filter(call=None).exclude(state=Event.State.CANCELLED)
    context = {
        "calls": Call.objects.with_counts().order_by("-closes_at"),
        "events": without,
        "series": Series.objects.filter(call=None),
    }
    return render(request, "events/submissions/desk/calls.html", context)


@role_required(Role.ORGANISER)
def call(request, slug):
    """Open the call of an event, or change it."""
    event = get_object_or_404(Event.objects.select_related("call", "series"), slug=slug)
    return _edit(request, getattr(event, "call", None) or Call(event=event))


@role_required(Role.ORGANISER)
def series_call(request, slug):
    """Open the call of a series, or change it."""
    series = get_object_or_404(Series.objects.select_related("call"), slug=slug)
    return _edit(request, getattr(series, "call", None) or Call(series=series))


def _edit(request, call):
    typed = request.POST or None
    form = CallForm(typed, instance=call)
    types, tracks = rows.types(typed, call), rows.tracks(typed, call)
    copying = rows.CopyForm(typed, call=call)
    if "more" in request.POST:
        form.leave_unjudged()
        types, tracks = _with_more(request.POST["more"], types, tracks, copying)
    # All of them are asked, so that each says what is wrong.
    elif all([form.is_valid(), types.is_valid(), tracks.is_valid()]):
        answer = None if confirming.goes_back(request) else _save(request, form, types, tracks)
        if answer is not None:
            return answer
    context = {"form": form, "call": call, "types": types, "tracks": tracks, "copying": copying}
    return render(request, "events/submissions/desk/call.html", context)


def _with_more(what, types, tracks, copying):
    """Return the rows with one more of that kind, or with those of another call."""
    if what == "copy":
        return copying.rows(types, tracks)
    return (
        types.more(spare=what == "type"),
        tracks.more(spare=what == "track"),
    )


def _save(request, form, types, tracks):
    """Save the call and return what follows; None, with the reason in the form, where that cannot be."""
    if (asked := _to_be_confirmed(request, form.instance)) is not None:
        return asked
    try:
        calling.save(form.instance, types, tracks)
    except calling.AlreadyCalled:
        error = _("Somebody else opened this call meanwhile. Save again to replace it.")
    except calling.StillUsed:
        error = _("Somebody has proposed a talk with what you wanted to remove: it stays.")
    else:
        messages.success(request, _("The call is saved."))
        return redirect("submissions-desk:calls")
    form.add_error(None, error)
    return None


def _to_be_confirmed(request, call):
    """Return the page that says which notices the times bring; None where it was seen or there are none."""
    if confirming.is_confirmed(request) or not (coming := _brought_by(call)):
        return None
    page = {"event": call.host, "call": call, "coming": coming}
    return confirming.ask(request, "events/submissions/desk/consequences.html", page)


def _brought_by(call):
    """Return the notices that go out by themselves if the call is saved like this."""
    if call.series:
        return consequences.new_notices_in_series(call.series, call)
    before = Event.objects.select_related("series").get(pk=call.event.pk)
    return consequences.new_notices(before, call.event, call)
