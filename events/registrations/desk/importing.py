from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.registrations import importing
from events.registrations.desk.import_form import ImportForm
from events.registrations.importing import ChangedMeanwhile
from events.registrations.registering import RegistrationClosed
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request, slug):
    """Show what importing a list comes to, then do just that."""
    event = get_object_or_404(Event, slug=slug)
    posted = request.method == "POST"
    form = ImportForm(request.POST if posted else None, request.FILES or None, event=event)
    context = {"event": event, "form": form}
    if form.is_bound and form.is_valid():
        context["previewed"] = True
        if form.is_to_be_done and form.acting:
            try:
                importing.add_all(event, form.steps, by=request.user)
            except ChangedMeanwhile:
                form = ImportForm(request.POST, event=get_object_or_404(Event, slug=slug))
                form.is_valid()
                context |= {"form": form, "is_other_by_now": True}
            except RegistrationClosed:
                context["is_closed"] = True
            else:
                return _done(request, event, form.acting)
    return render(request, "events/registrations/desk/import.html", context)


def _done(request, event, number):
    text = ngettext(
        "%(n)d person is registered; a letter is on its way.",
        "%(n)d people are registered; a letter to each is on its way.",
        number,
    )
    messages.success(request, text % {"n": number})
    return redirect("registrations-desk:registrations", event.slug)
