from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from events import consequences
from events.desk import confirming
from events.models import Event
from events.submissions import calling
from events.submissions.forms import CallForm
from events.submissions.models import Call
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
def calls(request):
    without = Event.objects.upcoming().filter(call=None).exclude(state=Event.State.CANCELLED)
    context = {"calls": Call.objects.with_counts().order_by("-closes_at"), "events": without}
    return render(request, "events/submissions/desk/calls.html", context)


@role_required(Role.ORGANISER)
def call(request, slug):
    event = get_object_or_404(Event.objects.select_related("call", "series"), slug=slug)
    stored = getattr(event, "call", None)
    form = CallForm(request.POST or None, instance=stored or Call(event=event))
    if form.is_valid() and not confirming.goes_back(request):
        if (asked := _to_be_confirmed(request, form.instance)) is not None:
            return asked
        try:
            calling.save(form.instance)
        except calling.AlreadyCalled:
            form.add_error(
                None, _("Somebody else opened this call meanwhile. Save again to replace it.")
            )
        else:
            messages.success(request, _("The call is saved."))
            return redirect("submissions-desk:calls")
    context = {"form": form, "event": event, "call": stored}
    return render(request, "events/submissions/desk/call.html", context)


def _to_be_confirmed(request, call):
    """Return the page that says which notices the times bring; None where it was seen or there are none."""
    if confirming.is_confirmed(request):
        return None
    before = Event.objects.select_related("series").get(pk=call.event.pk)
    coming = consequences.new_notices(before, call.event, call)
    if not coming:
        return None
    page = {"event": call.event, "call": call, "coming": coming}
    return confirming.ask(request, "events/submissions/desk/consequences.html", page)
