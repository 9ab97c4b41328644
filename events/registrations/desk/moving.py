from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Event
from events.registrations import moving
from events.registrations.desk.forms import AttendanceForm, MoveForm
from events.registrations.moving import NoPlace, RegisteredThere
from events.registrations.registering import RegistrationClosed
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug, pk):
    """Choose an event and move somebody there; they get one letter."""
    event, registration = _found(slug, pk)
    form = MoveForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_bound and form.is_valid():
        try:
            there = moving.move(registration, form.cleaned_data["event"], by=request.user)
        except RegisteredThere:
            form.add_error("event", _("They are registered there already."))
        except RegistrationClosed:
            form.add_error("event", _("This event takes no registrations any more."))
        except ForbiddenMove:
            messages.error(request, _("This registration cannot be moved any more."))
            return redirect("registrations-desk:registration", slug, pk)
        else:
            facts = {"name": there.name, "event": there.event, "state": there.get_state_display()}
            text = _("%(name)s is moved to “%(event)s”: %(state)s. A letter is on its way.")
            messages.success(request, text % facts)
            return redirect("registrations-desk:registration", there.event.slug, there.pk)
    context = {"event": event, "registration": registration, "form": form}
    return render(request, "events/registrations/desk/move.html", context)


@role_required(Role.ORGANISER)
@require_POST
def change_attendance(request, slug, pk):
    """Have somebody take part on site, or online."""
    _event, registration = _found(slug, pk)
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose: on site or online."))
        return redirect("registrations-desk:registration", slug, pk)
    try:
        moving.change_attendance(registration, form.cleaned_data["attendance"], by=request.user)
    except NoPlace:
        messages.error(request, _("No place of this kind is free."))
    except ForbiddenMove:
        messages.error(request, _("This registration cannot be moved any more."))
    else:
        messages.success(request, _("It is changed, and they are told by mail."))
    return redirect("registrations-desk:registration", slug, pk)


def _found(slug, pk):
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.select_related("event"), pk=pk)
    return event, registration
