from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.registrations import registering
from events.registrations.desk.forms import AddForm
from events.registrations.models import key_of
from events.registrations.registering import RegistrationClosed
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, slug):
    """Register somebody, also outside the dates; they get a place, or wait in line."""
    event = get_object_or_404(Event, slug=slug)
    form = AddForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_bound and form.is_valid():
        try:
            return _add(request, event, form.cleaned_data)
        except RegistrationClosed:
            text = _(
                "Nobody can be registered: the event is over, cancelled, or takes no registrations."
            )
            form.add_error(None, text)
    return render(request, "events/registrations/desk/add.html", {"event": event, "form": form})


def _add(request, event, facts):
    known = event.registrations.in_line().filter(email_key=key_of(facts["email"])).exists()
    registration = registering.add(event, **facts, by=request.user)
    name, state = registration.name, registration.get_state_display()
    if known:
        text = _("%(name)s is registered with this address already: %(state)s.")
        messages.info(request, text % {"name": name, "state": state})
        return redirect("registrations-desk:registration", event.slug, registration.pk)
    text = _("%(name)s is registered: %(state)s. A letter is on its way.")
    messages.success(request, text % {"name": name, "state": state})
    return redirect("registrations-desk:registrations", event.slug)
