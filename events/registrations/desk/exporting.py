from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations import exporting
from events.registrations.desk.filter_form import FilterForm
from portal.accounts.roles import Role, role_required
from portal.common import attachments


@role_required(Role.ORGANISER)
@require_safe
def csv(request, slug):
    """The registrations that match the filter, as CSV, written while they are read."""
    return attachments.as_csv(slug, *_table(request, slug))


@role_required(Role.ORGANISER)
@require_safe
def xlsx(request, slug):
    """The registrations that match the filter, as a spreadsheet."""
    return attachments.as_xlsx(slug, *_table(request, slug))


def _table(request, slug):
    event = get_object_or_404(Event, slug=slug)
    columns = exporting.columns(event, request.user)
    found = FilterForm(request.GET, event=event).found()
    return columns, exporting.rows(found, columns)
