from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.announcements import sending
from events.models import Event
from events.registrations.desk.filter_form import SelectionForm
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_POST
def write(request, slug):
    """Begin an announcement to those who were chosen in the list of registrations, and lead to its text."""
    event = get_object_or_404(Event.objects.select_related("series"), slug=slug)
    chosen = SelectionForm(request.POST, event=event).chosen()
    try:
        announcement = sending.begin(event, chosen, by=request.user)
    except sending.NobodyToTell:
        messages.info(request, _("Nobody was chosen to whom one can write."))
        return redirect("registrations-desk:registrations", slug=slug)
    return redirect(f"{announcement.get_absolute_url()}edit/")
