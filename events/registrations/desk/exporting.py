from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations import exporting
from events.registrations.desk.filter_form import FilterForm
from portal.accounts.roles import Role, role_required

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role_required(Role.ORGANISER)
@require_safe
def csv(request, slug):
    """The registrations that match the filter, as CSV, written while they are read."""
    event, columns, rows = _table(request, slug)
    response = StreamingHttpResponse(
        exporting.as_csv(columns, rows), content_type="text/csv; charset=utf-8"
    )
    return _attached(response, f"{event.slug}.csv")


@role_required(Role.ORGANISER)
@require_safe
def xlsx(request, slug):
    """The registrations that match the filter, as a spreadsheet."""
    event, columns, rows = _table(request, slug)
    response = HttpResponse(exporting.as_xlsx(columns, rows), content_type=XLSX)
    return _attached(response, f"{event.slug}.xlsx")


def _table(request, slug):
    event = get_object_or_404(Event, slug=slug)
    columns = exporting.columns(event, request.user)
    found = FilterForm(request.GET, event=event).found()
    return event, columns, exporting.rows(found, columns)


def _attached(response, name):
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
